import type { DetectorContext, SyntaxNode } from '../detector'

/** A request as it is built, and the variable that holds it. */
export interface Built {
  node: SyntaxNode
  callee: string
  method: string | undefined
  url: string
  variable: string
  within: SyntaxNode | null
}

/** A call that sends a request which was built before. */
export interface Sent {
  node: SyntaxNode
  callee: string
  request: SyntaxNode
}

const seen = new WeakMap<DetectorContext, { built: Built[]; sent: Sent[] }>()

export function memory(ctx: DetectorContext): { built: Built[]; sent: Sent[] } {
  const known = seen.get(ctx) ?? { built: [], sent: [] }
  seen.set(ctx, known)
  return known
}

/** Variable that a call, or the chain it begins, is assigned to. */
export function variableAround(node: SyntaxNode): string {
  let top = node
  while (top.parent?.type === 'method_invocation' && top.parent.child('object') === top) {
    top = top.parent
  }
  const holder = top.parent
  if (!holder || !/^(variable_declarator|assignment)$/.test(holder.type)) return ''
  return (holder.child('name') ?? holder.child('left'))?.text ?? ''
}
