import type { FunctionFact, GivenNumber, HandoverFact, Site } from '../model'
import { calleeOf } from './callee'
import { CALLS, isTelling, MAY_REPEAT } from './functions'
import type { SyntaxNode } from './parse/syntax-node'
import { WORK } from './paths/placed-layer'
import { FUNCTIONS, namedFunctionOf, symbolOf } from './symbols'

type SiteOf = (node: SyntaxNode) => Omit<Site, 'rule' | 'message'>

/** What a package or a value that retries does with the work it is given: `retry.New(…).Do`, `retrier.Run`. */
const RETRIER = /(^|\.)retr(y|ier|yer)(\.New\w*\(\))?\.(Do|Run|Execute|Call)\w*$/i
/** A method by which Go's values do work that they are given in place: `r.Do(func() error { … })`. */
const DOES = /\.(Do|Run|Execute|Call|Try)[A-Z]?\w*$/
const MADE = /(^|\.)(New\w*\(\)\.\w+|[Rr]etr(y|ier|yer)\(\)\.\w+)$/
/** `retry.Attempts(5)`, `WithMaxRetries(4)`: an option that is a call. */
const OPTION =
  /(?:^|\.)(?:[Ww]ith|[Ss]et)?((?:Max|max)?(?:(Tries|Attempts|tries|attempts)|Retries|retries))$/
/** An option that is given the question which errors are repeated. */
const ASKS = /(?:^|\.)(?:[Ww]ith)?(ShouldRetry|RetryIf|RetryOn|RetryableFunc|IsRetryable)$/

const NUMBER = /^(?:max|num|number_?of)?_?(?:(tries|attempts)|retries|retry_?count)$/i
const NAMED = /^(pair|keyword_argument|keyed_element)$/
/** What these are given is not given to the call around. */
const OTHERS: ReadonlySet<string> = new Set([...FUNCTIONS, ...CALLS])

/** `tries=3`, `{ maxRetries: 3 }`, among the arguments themselves. */
function numbersGiven(call: SyntaxNode): { given?: GivenNumber[] } {
  const given: GivenNumber[] = []
  for (const node of call.child('arguments')?.descendants(OTHERS) ?? []) {
    if (!NAMED.test(node.type)) continue
    const [key, value] = [node.children[0], node.children.at(-1)]
    const name = key?.text.replace(/['"]/g, '') ?? ''
    const [whole, attempts] = NUMBER.exec(name) ?? []
    if (whole === undefined || !/^\d{1,3}$/.test(value?.text ?? '')) continue
    given.push({ name, value: Number(value?.text), counts: attempts ? 'attempts' : 'retries' })
  }
  for (const option of optionCalls(call)) given.push(...numberOf(option))
  return given.length > 0 ? { given } : {}
}

/** Calls among the arguments, and those of what is made in place: `retry.New(retry.Attempts(5)).Do`. */
function optionCalls(call: SyntaxNode, depth = 0): SyntaxNode[] {
  if (depth > 2) return []
  const called = call.child('function')
  const on = called?.child('operand') ?? called?.child('object') ?? null
  const calls = [...(call.child('arguments')?.children ?? []), ...(on ? [on] : [])]
  return calls
    .filter(({ type }) => CALLS.has(type))
    .flatMap((one) => [one, ...optionCalls(one, depth + 1)])
}

function numberOf(option: SyntaxNode): GivenNumber[] {
  const [, name = '', attempts] = OPTION.exec(calleeOf(option)) ?? []
  const [only, ...more] = option.child('arguments')?.children ?? []
  if (!name || !only || more.length > 0) return []
  const counts = attempts ? ('attempts' as const) : ('retries' as const)
  const plain = `${name.charAt(0).toLowerCase()}${name.slice(1)}`
  if (/^\d{1,3}$/.test(only.text)) return [{ name: plain, value: Number(only.text), counts }]
  return /^[A-Za-z_][\w.]*$/.test(only.text) ? [{ name: plain, ref: only.text, counts }] : []
}

/** `retry.ShouldRetry(isTransient)`: the function that says which errors are repeated. */
function asked(call: SyntaxNode): { asks?: string } {
  for (const option of optionCalls(call)) {
    const [only] = option.child('arguments')?.children ?? []
    if (ASKS.test(calleeOf(option)) && only && /^[A-Za-z_][\w.]*$/.test(only.text))
      return { asks: only.text }
  }
  return {}
}

function handover(callee: string, call: SyntaxNode, siteOf: SiteOf): HandoverFact | undefined {
  const repeats = handedOver(call)
  if (repeats.length === 0) return undefined
  const { given } = numbersGiven(call)
  const made =
    MADE.test(callee) || optionCalls(call).some((one) => /(^|\.)New\w*$/.test(calleeOf(one)))
  return {
    callee,
    repeats,
    region: call.region,
    ...(given ? { given, site: siteOf(call) } : {}),
    ...asked(call),
    ...(made ? { made } : {}),
  }
}

/**
 * `@with_retry(tries=3)`: all that the function calls is done again. It begins with the mark, so that
 * of several each is around those below it.
 */
function addMark(owner: FunctionFact | undefined, mark: SyntaxNode): void {
  if (!owner) return
  const { calls: repeats } = owner
  const { startLine, startColumn } = mark.region
  const region = { ...owner.region, startLine, startColumn }
  const [inner] = mark.children
  const given = inner && CALLS.has(inner.type) ? numbersGiven(inner) : {}
  const one = { callee: calleeOf(mark), repeats: [...repeats], region, ...given }
  owner.handovers = [...(owner.handovers ?? []), one]
}

/** Telling calls inside the functions among a call's arguments, also one object deep. */
function handedOver(call: SyntaxNode): string[] {
  const list = call.child('arguments')
  const found = new Set<string>()
  for (const node of list?.descendants() ?? []) {
    if (!CALLS.has(node.type)) continue
    const callee = calleeOf(node)
    if (isTelling(callee)) found.add(callee)
    // `func() error { return once(db, fn) }`: what a helper is given goes further.
    for (const argument of node.child('arguments')?.children ?? [])
      if (argument.type === 'identifier' && WORK.test(argument.text)) found.add(argument.text)
  }
  for (const argument of list?.children ?? []) {
    if (argument.type === 'identifier' && isTelling(argument.text)) found.add(argument.text)
  }
  return [...found]
}

function mayRepeat(call: SyntaxNode, callee: string): boolean {
  if (MAY_REPEAT.test(callee) || RETRIER.test(callee)) return true
  return DOES.test(callee) && (call.child('arguments')?.first('func_literal') ?? null) !== null
}

/**
 * Notes on functions what they hand to others that may repeat it: by what those are called, here and
 * in `helpers`, where what they do with it is known.
 */
export function markHandovers(
  functions: readonly FunctionFact[],
  nodes: readonly SyntaxNode[],
  siteOf: SiteOf,
): void {
  const bySymbol = new Map(functions.map((fn) => [fn.symbol, fn]))
  for (const node of nodes) {
    if (node.type === 'decorator') {
      if (MAY_REPEAT.test(calleeOf(node))) addMark(bySymbol.get(symbolOf(node)), node)
    } else if (CALLS.has(node.type)) {
      const callee = calleeOf(node)
      if (!isTelling(callee) || !mayRepeat(node, callee)) continue
      const owner = bySymbol.get(symbolOf(namedFunctionOf(node)))
      const found = owner && handover(callee, node, siteOf)
      if (owner && found) owner.handovers = [...(owner.handovers ?? []), found]
    }
  }
}
