import { calleeOf, referenceOf } from '../callee'
import type { DetectorContext, SyntaxNode } from '../detector'
import { CALLS, isTelling, REFERENCE } from '../functions'
import { FUNCTIONS } from '../symbols'

const PAUSE =
  /(^|\.)(sleep|delay|wait|setTimeout|setTimeoutPromise|after|After|Sleep|sleepMs|pause|backoff)$/

/** Distinct callees below some nodes, in order of appearance, without pauses and logging. */
export function repeatedCalls(nodes: Iterable<SyntaxNode>): string[] {
  const found = new Set<string>()
  for (const top of nodes) {
    for (const node of withSelf(top)) {
      const reference = node.type === REFERENCE
      if (!reference && !CALLS.has(node.type)) continue
      const callee = reference ? referenceOf(node) : calleeOf(node)
      if (isTelling(callee) && !PAUSE.test(callee)) found.add(callee)
    }
  }
  return [...found]
}

const STARTS: ReadonlySet<string> = new Set(['go_statement'])

/** Whether a goroutine tells anybody how it went: `go func() { done <- send() }()`. */
const tells = (start: SyntaxNode) => start.text.includes('<-')

/** All that is done below a node and can fail there: a goroutine fails for itself. */
function* withSelf(node: SyntaxNode): Generator<SyntaxNode> {
  yield node
  for (const one of node.descendants(STARTS)) {
    yield one
    if (STARTS.has(one.type) && tells(one)) yield* one.descendants()
  }
}

export const isPause = (callee: string): boolean => PAUSE.test(callee)

/** Function literals in an argument: itself, or inside a call like `bind(() => …)`. */
function functionsIn(node: SyntaxNode): SyntaxNode[] {
  return [...withSelf(node)].filter((one) => FUNCTIONS.has(one.type))
}

/** What a wrapper call repeats: calls in its callbacks, and functions handed over by name. */
export function wrappedCalls(call: SyntaxNode, ctx: DetectorContext): string[] {
  const { positional } = ctx.args(call)
  const found = new Set<string>()
  // In Go a selector beside a function in place is a setting: `RetryOnConflict(retry.DefaultRetry, func …)`.
  const inPlace = ctx.language === 'go' && positional.some(({ node }) => FUNCTIONS.has(node.type))
  for (const { node, entries } of positional) {
    if (entries || (inPlace && !FUNCTIONS.has(node.type))) continue
    if (/^(identifier|member_expression|attribute|selector_expression)$/.test(node.type)) {
      if (isTelling(calleeOf(node))) found.add(calleeOf(node))
    } else if (node.type === REFERENCE) {
      if (isTelling(referenceOf(node))) found.add(referenceOf(node))
    } else {
      for (const work of functionsIn(node)) {
        for (const callee of repeatedCalls([work])) found.add(callee)
      }
    }
  }
  return [...found]
}
