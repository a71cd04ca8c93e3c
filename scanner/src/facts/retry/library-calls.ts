import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import { CALLS } from '../functions'
import { familyOf } from '../languages'
import { FUNCTIONS, symbolOf } from '../symbols'
import { isTestFile } from '../test-files'
import { attemptsOf, termsOf } from './knobs'
import { librariesIn, libraryOf } from './libraries'
import type { RetryLibrary } from './library'
import { repeatedCalls, wrappedCalls } from './repeated'
import { addLayer, fromRow } from './report-layer'
import { retryDecision } from './rule'

const ON_GENERATOR = 'it stands on a generator and sees none of its errors'

/** What a Python decorator or Java annotation stands on. */
function decorated(node: SyntaxNode): SyntaxNode | null {
  if (node.type === 'decorator') return node.parent?.child('definition') ?? null
  const holder = node.parent?.type === 'modifiers' ? node.parent.parent : null
  return holder?.type === 'method_declaration' || holder?.type === 'class_declaration'
    ? holder
    : null
}

/** `@KafkaListener` beside `@RetryableTopic`, which delivers again in its place. */
function isReplaced({ unless = [] }: RetryLibrary, on: SyntaxNode, ctx: DetectorContext): boolean {
  if (unless.length === 0) return false
  const holder = on.type === 'method_declaration' ? on.parent?.parent : null
  const marks = [on, holder].flatMap((one) => one?.first('modifiers')?.children ?? [])
  return marks.some((one) => unless.includes(ctx.callee(one)))
}

/** `yield` of the function itself, not of one inside it. */
const isGenerator = (fn: SyntaxNode): boolean =>
  fn.type === 'function_definition' &&
  [...(fn.child('body')?.descendants(FUNCTIONS) ?? [])].some(({ type }) => type === 'yield')

/** Another decorator between may make anything of what it stands on: `@retry @gen.coroutine`. */
const isDirect = (mark: SyntaxNode): boolean =>
  mark.parent?.children.findLast(({ type }) => type === 'decorator')?.start === mark.start

function visitDecorator(row: RetryLibrary, node: SyntaxNode, ctx: DetectorContext): void {
  const target = decorated(node)
  if (!target || isReplaced(row, target, ctx)) return
  const count = attemptsOf(row, node, ctx)
  if (row.optIn && !count.explicit && !ctx.args(node).option('autoretry_for')) return
  if (
    row.package === 'celery' &&
    !/autoretry_for/.test(node.text) &&
    !/\.retry\(/.test(target.text)
  ) {
    return
  }
  const instance = /resilience4j/.test(row.module)
    ? (ctx.args(node).option('name') ?? ctx.args(node).positional[0])?.literal
    : undefined
  const layer = {
    ...fromRow(row, count),
    ...termsOf(node, ctx),
    ...(typeof instance === 'string' ? { instance } : {}),
    ...(isDirect(node) ? { direct: true as const } : {}),
    ...(row.onlyCalls && isDirect(node) && isGenerator(target) ? { idle: ON_GENERATOR } : {}),
    symbol: symbolOf(target),
    on: target.region,
    repeats: repeatedCalls([target]),
  }
  // A mark that is written for something else decides nothing about what it repeats by default.
  if (row.unless) ctx.layer({ ...layer, region: node.region, site: ctx.site(node) })
  else addLayer(ctx, node, layer)
}

function repeatsOf({ form }: RetryLibrary, call: SyntaxNode, ctx: DetectorContext): string[] {
  const callee = ctx.callee(call)
  if (form === 'call') return [callee]
  if (form === 'queue') return []
  if (form === 'method') return inChain(call, callee, ctx)
  if (form !== 'operator') return wrappedCalls(call, ctx)
  // `work().transform(RetryOperator.of(retry))`: what it is handed to.
  const chain = call.parent?.parent
  return chain && CALLS.has(chain.type)
    ? inChain(chain, ctx.callee(chain), ctx).filter((one) => one !== callee)
    : []
}

/** Calls of a chain before its last, with the work that its first is given: `ofSupplier(() => send())`. */
function inChain(chain: SyntaxNode, callee: string, ctx: DetectorContext): string[] {
  let first = chain
  for (let at = chain.child('object'); at && CALLS.has(at.type); at = at.child('object')) first = at
  const given = first === chain ? [] : wrappedCalls(first, ctx)
  const all = new Set([...repeatedCalls([chain]), ...given])
  return [...all].filter((one) => one !== callee)
}

/** Name under which configuration sets a retry of Resilience4j: `registry.retry("orders")`. */
function instanceOf(row: RetryLibrary, call: SyntaxNode, ctx: DetectorContext) {
  if (!/resilience4j/.test(row.module)) return {}
  for (const { node } of ctx.args(call).positional) {
    const maker = ctx.bindings().makers.get(node.text.replace(/^this\./, ''))
    const made = maker && /[rR]egistry(\(\))?\.retry$/.test(ctx.callee(maker)) ? maker : undefined
    const name = made && ctx.args(made).positional[0]?.literal
    if (typeof name === 'string') return { instance: name }
  }
  return {}
}

function visitCall(row: RetryLibrary, call: SyntaxNode, ctx: DetectorContext): void {
  const count = attemptsOf(row, call, ctx)
  const unsaid = row.optIn && !count.explicit
  if (unsaid && !count.given) return
  addLayer(ctx, call, {
    ...fromRow(row, count),
    ...(unsaid ? { attempts: 1 } : {}),
    ...termsOf(call, ctx),
    ...instanceOf(row, call, ctx),
    repeats: repeatsOf(row, call, ctx),
  })
}

/** `tenacity.retry(…)(send)`: a decorator of Python called on the function that it would stand on. */
function visitApplied(made: SyntaxNode, ctx: DetectorContext): void {
  const call = made.parent
  if (ctx.language !== 'python' || call?.type !== 'call' || made.field !== 'function') return
  const row = libraryOf('python', ctx.resolveAll(made), ['decorator'])
  // A job is made by its decorator, but run by whoever takes it from a queue.
  if (!row || row.kind !== undefined || row.optIn) return
  addLayer(ctx, call, {
    ...fromRow(row, attemptsOf(row, made, ctx)),
    ...termsOf(made, ctx),
    kind: 'wrapper',
    repeats: wrappedCalls(call, ctx),
  })
}

function methodRow(call: SyntaxNode, ctx: DetectorContext): RetryLibrary | undefined {
  const callee = ctx.callee(call)
  // A registry gives what repeats; it repeats nothing itself.
  if (!/retr(y|ies)/i.test(callee) || /registry(\(\))?\.retry$/i.test(callee)) return undefined
  const rows = librariesIn(familyOf(ctx.language), ctx.importedModules)
  return rows.find(
    (row) => row.form === 'method' && row.members.some((member) => callee.endsWith(`.${member}`)),
  )
}

/** Retries by a library's own call, decorator or annotation. */
export const libraryCalls: Detector = {
  rules: [retryDecision],
  nodeTypes: [...CALLS, 'composite_literal', 'decorator', 'annotation', 'marker_annotation'],
  visit(node, ctx) {
    const family = familyOf(ctx.language)
    if (ctx.importedModules.length === 0) return
    const isMark = /^(decorator|annotation|marker_annotation)$/.test(node.type)
    // A decorator's own call is visited with the decorator.
    if (node.parent?.type === 'decorator') return
    const origins = ctx.resolveAll(node)
    const row = isMark
      ? libraryOf(family, origins, ['decorator'])
      : (libraryOf(family, origins, ['wrapper', 'call', 'queue', 'method', 'operator']) ??
        methodRow(node, ctx))
    if (isTestFile(ctx)) return
    if (!row) return visitApplied(node, ctx)
    if (isMark) visitDecorator(row, node, ctx)
    else visitCall(row, node, ctx)
  },
}
