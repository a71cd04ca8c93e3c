import { SyntaxNode } from './syntax-node'

/** What Go's grammar takes `load[T](x)` for: a conversion to a type with arguments, if it has one operand. */
export const CONVERSION = 'type_conversion_expression'

/**
 * Reads conversions to a generic type as calls, which nearly all of them are, and leaves the others
 * out. A conversion read as a call names a type, which is found as no function.
 */
export function withGenericCalls(wanted: SyntaxNode[]): SyntaxNode[] {
  return wanted.filter((node) => {
    if (node.type !== CONVERSION) return true
    const [called, operand] = node.children
    if (called?.type !== 'generic_type') return false
    become(node, { type: 'call_expression' })
    become(called, { field: 'function' })
    if (!operand) return true
    const { file, start, end } = operand
    const given = new SyntaxNode(file, 'argument_list', start, end, 'arguments', node)
    given.children = [operand]
    node.children = [called, given]
    become(operand, { field: null, parent: given })
    return true
  })
}

/** Only while the tree is built: whoever reads it finds a node as it is. */
function become(
  node: SyntaxNode,
  as: Partial<Pick<SyntaxNode, 'type' | 'field' | 'parent'>>,
): void {
  Object.assign(node, as)
}
