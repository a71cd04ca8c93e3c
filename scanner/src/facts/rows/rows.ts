import type { RowFact } from '../../model'
import { isScaffolding } from '../decisions/scaffolding'
import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import type { Repetition } from '../elements'
import { isTelling } from '../functions'
import { familyOf } from '../languages'
import { messageOf } from './message'
import { looksUp, remembers, writes } from './names'
import { queryOf } from './queries'
import { isLazyQuery } from './queries-python'
import type { Query, QueryScope } from './query'
import { rowContextOf } from './row-context'
import { endsAfter } from './row-exceptions'
import { queryPerRow } from './rules'

interface Candidate {
  call: SyntaxNode
  callee: string
  context: Repetition
  query?: Query
}

/** Candidates in one loop; more would each cost their text in the cache. */
const MAX_PER_LOOP = 4

/** Java: what is asked on anything else is a value of the element itself. */
const WORKER =
  /(Repository\w*|Service\w*|Dao|DAO|Template|Helper|Client|Manager|Reader|Provider|Facade|Gateway|Store|Assembler|Utils?|Validator)$/

const loops = new WeakMap<DetectorContext, Map<SyntaxNode, Candidate[]>>()

function scopeOf(ctx: DetectorContext, from: SyntaxNode): QueryScope {
  return {
    modules: ctx.importedModules,
    originOf: (name) => ctx.bindings().originOf(name, from),
    resolveAll: (dotted) => ctx.resolveAll(dotted),
    typeOf: ([root = '', ...fields]) => {
      const origin = fields.length === 0 ? ctx.bindings().originOf(root, from) : undefined
      const [found] = origin ? ctx.resolveAll(origin) : []
      return found && `${found.module}.${found.member}`
    },
  }
}

/** `list(Order.objects.filter(…))`, or gone through by a loop inside: then the query is sent. */
function isConsumed(call: SyntaxNode): boolean {
  const above = call.parent
  if (above?.type === 'argument_list') {
    return /^(list|set|tuple|len|bool|sorted|dict|sum|max|min)$/.test(
      above.parent?.child('function')?.text ?? '',
    )
  }
  return call.field === 'right' && /^for_/.test(above?.type ?? '')
}

/** Scripts wait for a database: what is not awaited in the round asks none. */
function isAwaited(call: SyntaxNode, { node, callback }: Repetition): boolean {
  const gathered =
    callback &&
    /\b(all|allSettled|race|any|pMap|pmap)\($/.test(
      node.file.source.slice(Math.max(0, node.start - 30), node.start).replace(/\s+$/, ''),
    )
  if (gathered || (callback && node.parent?.type === 'await_expression')) return true
  for (let at = call.parent; at && at !== node; at = at.parent) {
    if (at.type === 'await_expression') return true
  }
  return false
}

/** Whether a name may mean a function of the repository. */
function mayLeadInside(callee: string, call: SyntaxNode, ctx: DetectorContext): boolean {
  if (/[()[\]…"]/.test(callee) || remembers(callee)) return false
  if (!looksUp(callee) && !writes(callee)) return false
  const plain = callee.replace(/^(this|self|cls)\./, '')
  const dot = plain.indexOf('.')
  if (dot < 0) return plain !== callee || !/^[A-Z]/.test(plain) || ctx.language === 'go'
  const root = plain.slice(0, dot)
  const origin = ctx.bindings().originOf(root, call)
  if (ctx.language === 'java') return WORKER.test(origin ?? root)
  return ctx.resolve(root) !== null || origin !== undefined
}

/** JPA keeps an entity for the rest of the transaction: the same key is asked once. */
function isSameEntity(
  call: SyntaxNode,
  callee: string,
  { node, over, callback }: Repetition,
): boolean {
  if (!/\.(findById|getById)$/.test(callee) || node.type === 'method_invocation' || callback)
    return false
  const key = call.child('arguments')?.text.slice(1, -1).trim() ?? ''
  if (!/^\w+$/.test(key) || over === key) return false
  return node.child('name')?.text !== key && !new RegExp(`\\b${key} =[^=]`).test(node.text)
}

/** `execute("INSERT …")`, `execute(update(User))`. */
const WRITTEN =
  /^\(\s*(?:[a-z]*["'`]+\s*(?:insert|update|delete)\b|(?:\w+\.)?(?:insert|update|delete)\()/i

function candidateOf(call: SyntaxNode, ctx: DetectorContext): Candidate | undefined {
  const callee = ctx.callee(call)
  const lazy = ctx.language === 'python' && isLazyQuery(callee) && isConsumed(call)
  if (!lazy && !isTelling(callee)) return undefined
  const context = rowContextOf(call, ctx)
  if (!context || endsAfter(call, context.node)) return undefined
  if (ctx.language === 'java' && isSameEntity(call, callee, context)) return undefined
  const query: Query | undefined = lazy
    ? { reads: true, mechanism: 'Django ORM' }
    : queryOf(callee, familyOf(ctx.language), scopeOf(ctx, call))
  if (query) {
    const wrote = query.mechanism === 'SQL' && WRITTEN.test(call.child('arguments')?.text ?? '')
    return { call, callee, context, query: wrote ? { ...query, reads: false } : query }
  }
  if (familyOf(ctx.language) === 'script' && !isAwaited(call, context)) return undefined
  return mayLeadInside(callee, call, ctx) ? { call, callee, context } : undefined
}

/** Calls that are made once for each element: queries, and what may lead to one. */
export const rows: Detector = {
  rules: [queryPerRow],
  nodeTypes: ['call_expression', 'call', 'method_invocation'],
  visit(call, ctx) {
    const found = candidateOf(call, ctx)
    if (!found || isScaffolding(ctx)) return
    const own = loops.get(ctx) ?? new Map<SyntaxNode, Candidate[]>()
    loops.set(ctx, own)
    const { node } = found.context
    own.set(node, [...(own.get(node) ?? []), found])
  },
  finish(ctx) {
    for (const candidates of loops.get(ctx)?.values() ?? []) {
      const queries = candidates.filter(({ query }) => query)
      const first = queries.find(({ query }) => query?.reads) ?? queries[0]
      if (first) report(first, ctx)
      else keep(candidates, ctx)
    }
  },
}

function report({ call, callee, context, query }: Candidate, ctx: DetectorContext): void {
  if (!query) return
  ctx.report(queryPerRow, call, {
    message: messageOf(callee, context.over, query, []),
    ...(query.reads ? {} : { level: 'note' as const }),
    data: { query: callee, mechanism: query.mechanism, reads: query.reads },
  })
}

function keep(candidates: Candidate[], ctx: DetectorContext): void {
  const calls = new Map(candidates.map((one) => [one.callee, one]))
  const found = [...calls.values()].slice(0, MAX_PER_LOOP).map(
    ({ call, callee, context }): RowFact => ({
      callee,
      over: context.over.replace(/\s+/g, ' ').slice(0, 80),
      loop: context.node.start,
      site: ctx.site(call),
    }),
  )
  ctx.rows.push(...found)
}
