import { SyntaxNode } from '../parse/syntax-node'

/**
 * A part of a node, as a node: what stands for a decision is its head (a callee, a declaration's
 * name), so that a change in the body around it does not make it another decision.
 */
export function part(parent: SyntaxNode, start: number, end: number): SyntaxNode {
  return new SyntaxNode(parent.file, 'part', start, Math.max(start, end), null, parent)
}

/** `class LoanStatus`, `enum State`, `def load`: from the keyword to the name. */
export function declarationHead(node: SyntaxNode): SyntaxNode {
  const name = node.child('name')
  if (!name) return part(node, node.start, Math.min(node.end, node.start + 80))
  const modifiers = node.first('modifiers')
  const start = modifiers ? skipBlank(node, modifiers.end) : node.start
  return part(node, name.start - start > 200 ? name.start : start, name.end)
}

/** From a decorator or annotation to the name of what it marks. */
export function markedHead(mark: SyntaxNode, declaration: SyntaxNode): SyntaxNode {
  const name = declaration.child('name') ?? declaration.child('declarator')?.child('name') ?? null
  const end = name && name.end > mark.end && name.end - mark.start < 1000 ? name.end : mark.end
  const head = part(declaration, mark.start, end)
  head.children = commentsIn(mark, head).concat(
    commentsIn(mark.parent, head),
    commentsIn(mark.parent?.parent, head),
  )
  return head
}

/** Comments among the children of a node that lie inside a part, so that its hash leaves them out. */
function commentsIn(node: SyntaxNode | null | undefined, head: SyntaxNode): SyntaxNode[] {
  return (node?.children ?? []).filter(
    (child) => child.type.endsWith('comment') && head.contains(child),
  )
}

const NAMING: ReadonlySet<string> = new Set([
  'identifier',
  'member_expression',
  'attribute',
  'field_access',
  'selector_expression',
  'as_expression',
  'string',
  'string_literal',
  'interpreted_string_literal',
])

/**
 * Callee of a call and its first argument where that is a name: `register(QueueName.Trace` tells
 * many calls of one function apart.
 */
export function callHead(call: SyntaxNode, names: number = 1): SyntaxNode {
  const head = calleeHead(call)
  let { end } = head
  for (const argument of call.child('arguments')?.children.slice(0, names) ?? []) {
    const isName = NAMING.has(argument.type) || (names > 1 && argument.type === 'call_expression')
    if (!isName || argument.end - argument.start > 80) break
    end = argument.end
  }
  return part(call, head.start, end)
}

/** Callee of a call; only its last name when calls with arguments stand before it. */
export function calleeHead(call: SyntaxNode): SyntaxNode {
  const name = call.child('name')
  if (call.type === 'method_invocation' && name) {
    const object = call.child('object')
    return part(call, object && !object.text.includes('(') ? object.start : name.start, name.end)
  }
  const callee = call.child('function') ?? call.child('constructor') ?? call.child('type')
  if (!callee) return part(call, call.start, call.end)
  const last = callee.children.at(-1)
  const start = callee.text.includes('(') && last ? last.start : callee.start
  return part(
    call,
    start === callee.start && callee.field !== 'function' ? call.start : start,
    callee.end,
  )
}

function skipBlank(node: SyntaxNode, from: number): number {
  const { source } = node.file
  let at = from
  while (at < node.end && /\s/.test(source[at] ?? '')) at++
  return at
}
