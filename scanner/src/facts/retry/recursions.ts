import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import { askedAround } from '../flow/asked-classes'
import { CALLS, isTelling } from '../functions'
import { familyOf } from '../languages'
import { FUNCTIONS, namedFunctionOf, scopeName, symbolOf } from '../symbols'
import { isTestFile } from '../test-files'
import { number } from './loop-bound'
import { type Guard, recursionBound, type Step } from './recursion-bound'
import { isPause, repeatedCalls } from './repeated'
import { addLayer } from './report-layer'
import { RETRY_WORDS } from './retry-words'
import { retryDecision } from './rule'

const FAILURE = /\berr\w*\b|\bok\b|success|fail|exception|status|rejected/i
const HANDLER = /^(catch|except)_clause$/
/** How deep, or how far: what is counted is no attempt. */
const DOWN = /depth|level|index|page|offset|position|^[ijk]$/i
const LEAVES = /^(return_statement|throw_statement|raise_statement)$/
const PAUSE =
  /((?:\w+\.)*(?:sleep|delay|setTimeout|Sleep|After)\w*)\(([^()]*(?:\([^()]*\)[^()]*)*)\)/i
const SUM = /^\(?([\w.]+)(?:\s*(?:\?\?|\|\|)\s*\d+\))?\s*([+-])\s*1$|^(\+\+|--)([\w.]+)$/

const isAwait = ({ type }: SyntaxNode) => type === 'await_expression'

/** Own name of a function, without the type it belongs to. */
const nameOf = (fn: SyntaxNode) => scopeName(fn).replace(/^.*\./, '')

/** Whether a callee is the function around, on the same object. */
function isItself(callee: string, fn: SyntaxNode): boolean {
  const name = nameOf(fn)
  if (callee !== name && !callee.endsWith(`.${name}`)) return false
  const on = callee.slice(0, -name.length - 1)
  const receiver = /^\(\s*(\w+)\s/.exec(fn.child('receiver')?.text ?? '')?.[1]
  const around = symbolOf(fn).split('.').at(-2)
  return ['', 'this', 'self', 'cls', receiver, around].includes(on)
}

/** The argument that counts: `attempt + 1`, `retries - 1`, also as an option. */
function stepOf(call: SyntaxNode, fn: SyntaxNode): Step | undefined {
  const parameters = (fn.child('parameters') ?? fn.child('parameter'))?.text ?? ''
  for (const node of call.child('arguments')?.descendants(FUNCTIONS) ?? []) {
    if (!/^(binary_\w+|update_expression|unary_expression)$/.test(node.type)) continue
    const [, plain, sign, twice, updated] = SUM.exec(node.text) ?? []
    const counter = plain ?? updated
    const root = counter?.split('.')[0] ?? ''
    if (!counter || !new RegExp(`\\b${root}\\b`).test(parameters)) continue
    return { counter, by: (sign ?? twice)?.startsWith('-') ? -1 : 1 }
  }
  return undefined
}

/** `attempt = 3` among a function's parameters, also as an option. */
function defaultOf(name: string, fn: SyntaxNode, ctx: DetectorContext): number | undefined {
  if (!/^[\w$]+$/.test(name)) return undefined
  const parameters = fn.child('parameters')?.text ?? ''
  const found = new RegExp(`\\b${name}\\??(?:\\s*:[^,=)]*)?\\s*=\\s*([\\w.]+)`).exec(parameters)
  return found?.[1] === undefined ? undefined : number(found[1], ctx)
}

/** Where the counter starts: its default, else what others of the file hand over. */
function startsOf(call: SyntaxNode, fn: SyntaxNode, { counter }: Step, ctx: DetectorContext) {
  const name = counter.replace(/^.*\./, '')
  const otherwise = new RegExp(`\\b${name}\\s*(?:\\?\\?|\\|\\|)\\s*(\\d+)`).exec(fn.text)
  const own = defaultOf(name, fn, ctx) ?? number(otherwise?.[1] ?? '', ctx)
  if (own !== undefined) return [own]
  const given = call.child('arguments')?.children ?? []
  const place = given.findIndex(({ text }) => SUM.test(text))
  return [...ctx.root.descendants()].flatMap((one) => {
    if (!CALLS.has(one.type) || fn.contains(one)) return []
    const callee = ctx.callee(one)
    if (callee !== nameOf(fn) && !callee.endsWith(`.${nameOf(fn)}`)) return []
    const text = one.child('arguments')?.children[place]?.text ?? ''
    const outer = namedFunctionOf(one)
    return number(text, ctx) ?? (outer && defaultOf(text, outer, ctx)) ?? []
  })
}

/** Conditions that a call of itself must pass: those around it, and what leaves before it. */
function guardsOf(call: SyntaxNode, fn: SyntaxNode, work: number) {
  const entry: Guard[] = []
  const again: Guard[] = []
  for (let node = call; node !== fn && node.parent; node = node.parent) {
    const { parent } = node
    const condition = parent.child('condition')
    if (condition && /^(if_statement|ternary_expression|elif_clause)$/.test(parent.type)) {
      if (node.field === 'consequence') again.push({ condition, goesOn: true })
      if (node.field === 'alternative') again.push({ condition, goesOn: false })
    }
    for (const one of parent.children) {
      const asked = one.start < node.start && one.type === 'if_statement' && one.child('condition')
      if (!asked || !leaves(one.child('consequence'))) continue
      const guards = one.start < work ? entry : again
      guards.push({ condition: asked, goesOn: false })
    }
  }
  return { entry, again }
}

function leaves(block: SyntaxNode | null): boolean {
  const statements = block?.first('statement_list')?.children ?? block?.children ?? []
  return LEAVES.test(block?.type ?? '') || LEAVES.test(statements.at(-1)?.type ?? '')
}

/** What failed before a function calls itself: the statements of a `try`, or all of its body. */
function triedIn(call: SyntaxNode, fn: SyntaxNode, isScript: boolean) {
  let told = false
  for (let node = call; node !== fn && node.parent; node = node.parent) {
    if (HANDLER.test(node.type)) {
      const tried = node.parent.child('body')
      // In scripts what fails from outside is waited for.
      const waits = !isScript || [...(tried?.descendants() ?? [])].some(isAwait)
      return tried && waits ? { node: node.parent, tried, how: 'an exception' } : undefined
    }
    const above = node.parent
    const caught = /\.catch$/.test(
      CALLS.has(above.type) ? (above.child('function')?.text ?? '') : '',
    )
    if (caught) told = true
    if (above.type === 'if_statement' && FAILURE.test(above.child('condition')?.text ?? ''))
      told = true
  }
  // `if err == nil { return }` before it: what comes after is the failure.
  const body = fn.child('body')
  if (!told && !/err\w* == nil|\.ok\b/.test(body?.text ?? '')) return undefined
  return body && { node: body, tried: body, how: 'a failure' }
}

/** One call of a function of itself that counts, and how often that has the work done. */
function counted(call: SyntaxNode, fn: SyntaxNode, ctx: DetectorContext) {
  const callee = ctx.callee(call)
  const step = isTelling(callee) && isItself(callee, fn) ? stepOf(call, fn) : undefined
  const failed = step && triedIn(call, fn, familyOf(ctx.language) === 'script')
  if (!failed) return undefined
  const repeats = repeatedCalls([failed.tried]).filter(
    (one) => isTelling(one) && !isPause(one) && !isItself(one, fn),
  )
  const [first] = [...failed.tried.descendants()].filter(
    (one) => CALLS.has(one.type) && repeats.includes(ctx.callee(one)),
  )
  if (!first) return undefined
  const { entry, again } = guardsOf(call, fn, first.start)
  const bound = recursionBound(step, startsOf(call, fn, step, ctx), entry, again, ctx)
  // Going down a tree counts, too: only what says so, or stands in a handler, tries again.
  const says = RETRY_WORDS.test(`${step.counter} ${nameOf(fn)}`)
  if (!says && !(bound && failed.how === 'an exception' && !DOWN.test(step.counter)))
    return undefined
  return { call, step, failed, repeats, bound }
}

type Counted = NonNullable<ReturnType<typeof counted>>

const known = new WeakMap<SyntaxNode, Counted[]>()

/** All of them in a function, looked for once. */
function allCounted(fn: SyntaxNode, ctx: DetectorContext): Counted[] {
  const before = known.get(fn)
  if (before) return before
  const all = [...fn.descendants()].flatMap((one) => {
    const own = CALLS.has(one.type) && namedFunctionOf(one)?.start === fn.start
    return (own && counted(one, fn, ctx)) || []
  })
  known.set(fn, all)
  return all
}

/** Larger is worse; what nobody knows hides no number. */
const weight = ({ bound }: Counted) => (typeof bound?.attempts === 'number' ? bound.attempts : 0)

/** What must have failed, or the classes of errors one of which every call of itself asks for. */
function conditionOf(all: readonly Counted[]): string {
  const asked = all.map(({ call }) => askedAround(call))
  if (asked.every((one) => one !== undefined)) return `on ${[...new Set(asked.flat())].join(', ')}`
  return [...new Set(all.map(({ failed }) => `after ${failed.how}`))].join(' or ')
}

/** A function that tries again by calling itself with a counter, however many of its failures lead there. */
export const recursions: Detector = {
  rules: [retryDecision],
  nodeTypes: ['call_expression', 'call', 'method_invocation'],
  visit(call, ctx) {
    const callee = ctx.callee(call)
    const symbol = ctx.symbol(call)
    const own = symbol.slice(symbol.lastIndexOf('.') + 1)
    if (!callee.endsWith(own) || own === '' || !isTelling(callee)) return
    const fn = namedFunctionOf(call)
    if (!fn || !isItself(callee, fn) || isTestFile(ctx)) return
    const here = allCounted(fn, ctx).find((one) => one.call.start === call.start)
    if (!here) return
    // Who passes one counter on from several places has one number of attempts.
    const all = allCounted(fn, ctx).filter(({ step }) => step.counter === here.step.counter)
    if (all[0] !== here) return
    const [worst = here] = all.toSorted((a, b) => weight(b) - weight(a))
    const [widest = here] = all.toSorted((a, b) => a.failed.node.start - b.failed.node.start)
    const pause = PAUSE.exec(fn.text)
    const { bound, step } = worst
    addLayer(ctx, widest.failed.node, {
      kind: 'loop',
      mechanism: 'recursion',
      attempts: bound?.attempts ?? 'unknown',
      basis: bound?.basis ?? `calls itself with ${step.counter} ${step.by > 0 ? '+' : '-'} 1`,
      source: 'explicit',
      repeats: [...new Set(all.flatMap(({ repeats }) => repeats))],
      condition: conditionOf(all),
      ...(bound?.limit ? { limit: bound.limit } : {}),
      ...(pause ? { delay: pause[0].replace(/\s+/g, ' ').slice(0, 60) } : {}),
    })
  },
}
