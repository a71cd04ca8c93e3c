import type { Attempts } from '../../model'
import { DECLARATIONS } from '../bindings'
import { calleeOf, dotted } from '../callee'
import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import { CALLS } from '../functions'
import { familyOf } from '../languages'
import { namedFunctionOf } from '../symbols'
import { isTestFile } from '../test-files'
import { variableOf } from './clients'
import type { Counted } from './knobs'
import { librariesIn, libraryOf, packageOf } from './libraries'
import type { RetryLibrary } from './library'
import { addLayer, fromRow } from './report-layer'
import { retryDecision } from './rule'

const NAMES = /^(identifier|member_expression|attribute|selector_expression)$/
/** Options without a limit of time are refused by the engine: where none is seen, not all is. */
const COMPLETE = /to_?close_?timeout/i
const POLICY = /\b(RetryPolicy:|retry_policy\s*=|retry\s*:|setRetryOptions\()/
const WRITTEN = /RetryPolicy\s*[{(]|retry\s*:\s*\{|RetryOptions\.newBuilder/
/** Takes the place of all options that a context had before. */
const OPTIONS = /\bWith(Local)?ActivityOptions$/
/** Of all attempts together, and of each. */
const DEADLINE = limitNamed('schedule_?to_?close_?timeout')
const PER_TRY = limitNamed('start_?to_?close_?timeout')

/** A limit's name, and its value up to where the next option begins. */
function limitNamed(name: string): RegExp {
  return new RegExp(`(${name})\\s*[:=(]\\s*((?:[^,\\n(){}]|\\([^()\\n]*\\))+)`, 'i')
}

/** `StartToCloseTimeout: 5 * time.Minute`, in whatever language it is written. */
function limitIn(texts: readonly string[], limit: RegExp): string | undefined {
  const [, name, value] = limit.exec(texts.join('\n')) ?? []
  return value === undefined ? undefined : `${name}: ${value.trim()}`.slice(0, 60)
}

/** Functions of activities that are called through an object made for them, and its construction. */
interface Stub {
  row: RetryLibrary
  made: SyntaxNode
  /** What a name in this file stands for, as the functions' own file is imported. */
  meant(callee: string): string | undefined
}

interface Seen {
  known: boolean
  stubs: Stub[]
  calls: { callee: string; symbol: string }[]
}

const seenIn = new WeakMap<DetectorContext, Seen>()

function seen(ctx: DetectorContext): Seen {
  const rows = () => librariesIn(familyOf(ctx.language), ctx.importedModules)
  const found = seenIn.get(ctx) ?? {
    known: rows().some(({ form }) => form === 'activity'),
    stubs: [],
    calls: [],
  }
  seenIn.set(ctx, found)
  return found
}

/** What a name was given last before a place: in the same function, else in the file. */
function givenBefore(name: string, at: SyntaxNode, ctx: DetectorContext): SyntaxNode | undefined {
  let last: SyntaxNode | undefined
  for (const node of namedFunctionOf(at)?.descendants() ?? []) {
    if (node.start >= at.start) break
    if (!DECLARATIONS.has(node.type) || node.contains(at)) continue
    const target = node.child('name') ?? node.child('left')
    const first = target?.type === 'expression_list' ? target.children[0] : target
    if (first?.text === name) last = node.child('value') ?? node.child('right') ?? last
  }
  const { constants, makers } = ctx.bindings()
  return last ?? makers.get(name) ?? constants.get(name)
}

/**
 * Text of a call and of all that its arguments were made of, the last given first. A name may be
 * given anew of what it was: `ctx = workflow.WithActivityOptions(ctx, options)`.
 */
function textsOf(call: SyntaxNode, ctx: DetectorContext): string[] {
  const places = new Set([call])
  for (const place of places) {
    const names = new Set<string>()
    const maker = place.type === 'expression_list' ? (place.children[0] ?? place) : place
    const replaced = OPTIONS.test(calleeOf(maker)) ? ctx.args(maker).positional[0]?.node : undefined
    for (const node of place.descendants()) {
      if (node.type !== 'identifier' || names.has(node.text) || replaced?.contains(node)) continue
      names.add(node.text)
      const given = givenBefore(node.text, place, ctx)
      if (given && !given.contains(call)) places.add(given)
    }
  }
  return [...places].map(({ text }) => text)
}

/** How often the engine runs the work: by its policy, else for ever; no attempts is no limit. */
function counted(row: RetryLibrary, texts: readonly string[], ctx: DetectorContext): Counted {
  const pattern = row.knobs?.[0]?.text ?? /$^/
  for (const text of texts) {
    const found = pattern.exec(text)
    if (!found) continue
    const limit = found[1] ?? ''
    const value = /^\d+$/.test(limit) ? Number(limit) : ctx.constant(limit)
    const attempts: Attempts =
      typeof value !== 'number' ? 'unknown' : value === 0 ? 'unbounded' : value
    return { attempts, basis: found[0].replace(/\s+/g, ' '), explicit: true }
  }
  const all = texts.join('\n')
  const basis = `default of ${packageOf(row)}`
  const hidden = !COMPLETE.test(all) || (POLICY.test(all) && !WRITTEN.test(all))
  return hidden
    ? { attempts: 'unknown', basis: 'options that are not seen here', explicit: true }
    : { attempts: row.defaults.at(-1)?.attempts ?? 'unknown', basis, explicit: false }
}

function report(
  row: RetryLibrary,
  call: SyntaxNode,
  uses: readonly { symbol: string; repeats: string[] }[],
  ctx: DetectorContext,
): void {
  const texts = textsOf(call, ctx)
  const layer = fromRow(row, counted(row, texts, ctx))
  const deadline = limitIn(texts, DEADLINE)
  const perTry = limitIn(texts, PER_TRY)
  const whole = { ...layer, ...(deadline ? { deadline } : {}), ...(perTry ? { perTry } : {}) }
  for (const [at, use] of uses.entries()) {
    if (at === 0) addLayer(ctx, call, { ...whole, ...use })
    else if (layer.attempts !== 1) ctx.layer({ ...whole, ...use, region: call.region })
  }
}

/** `const { charge } = proxyActivities<typeof activities>(…)`, `Shop shop = newActivityStub(…)`. */
function stubOf(row: RetryLibrary, made: SyntaxNode): Stub {
  const target = made.parent?.child('name')
  const module = /typeof\s+([\w$.]+)/.exec(made.child('type_arguments')?.text ?? '')?.[1]
  const prefix = module ? `${module}.` : ''
  if (target?.type !== 'object_pattern') {
    const name = variableOf(made)
    const meant = (callee: string) => {
      const own = callee.replace(/^(this|self)\./, '')
      if (!name || !own.startsWith(`${name}.`)) return undefined
      return module ? prefix + own.slice(name.length + 1) : callee
    }
    return { row, made, meant }
  }
  const names = new Map<string, string>()
  for (const one of target.children) {
    const key = one.child('key')?.text ?? one.text
    names.set(one.child('value')?.text ?? key, prefix + key)
  }
  return { row, made, meant: (callee) => names.get(callee) }
}

/**
 * Work that a workflow engine runs and repeats: activities, by a call that is given the function or
 * through an object that stands for them all.
 */
export const activities: Detector = {
  rules: [retryDecision],
  nodeTypes: [...CALLS],
  visit(call, ctx) {
    const { known, stubs, calls } = seen(ctx)
    if (!known || isTestFile(ctx)) return
    const row = libraryOf(familyOf(ctx.language), ctx.resolveAll(call), ['activity'])
    if (!row) {
      calls.push({ callee: ctx.callee(call), symbol: ctx.symbol(call) })
      return
    }
    if (row.work === undefined) {
      stubs.push(stubOf(row, call))
      return
    }
    const work = ctx.args(call).positional[row.work]?.node
    const repeats = work && NAMES.test(work.type) ? [dotted(work)] : []
    report(row, call, [{ symbol: ctx.symbol(call), repeats }], ctx)
  },
  finish(ctx) {
    const { stubs, calls } = seen(ctx)
    for (const { row, made, meant } of stubs) {
      const bySymbol = new Map<string, Set<string>>()
      for (const { callee, symbol } of calls) {
        const work = meant(callee)
        if (work) bySymbol.set(symbol, (bySymbol.get(symbol) ?? new Set()).add(work))
      }
      const uses = [...bySymbol].map(([symbol, works]) => ({ symbol, repeats: [...works] }))
      report(row, made, uses.length > 0 ? uses : [{ symbol: ctx.symbol(made), repeats: [] }], ctx)
    }
  },
}
