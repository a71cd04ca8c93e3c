import type { SyntaxNode } from '../detector'

/** ` of 4 statements` for a call whose block is at hand; empty when it is not. */
export function statements(call: SyntaxNode): string {
  const count = countIn(call)
  if (count === 0) return ''
  return ` of ${count} ${count === 1 ? 'statement' : 'statements'}`
}

function countIn(call: SyntaxNode): number {
  if (call.type === 'decorator') return blockSize(call.parent?.child('definition')?.child('body'))
  if (call.parent?.type === 'with_item' || call.parent?.type === 'as_pattern') {
    let node: SyntaxNode | null = call.parent
    while (node && node.type !== 'with_statement') node = node.parent
    return blockSize(node?.child('body'))
  }
  const args = call.child('arguments')
  const first = args?.children.find((child) => !/comment/.test(child.type))
  if (first?.type === 'array') return first.children.length
  const callback = args?.children.find((child) => /function|func_literal|lambda/.test(child.type))
  return blockSize(callback?.child('body'))
}

function blockSize(body: SyntaxNode | null | undefined): number {
  if (!body) return 0
  if (!/block|statement_block|body/.test(body.type)) return 1
  const inner = body.first('statement_list') ?? body
  return inner.children.filter((child) => !/comment/.test(child.type)).length
}
