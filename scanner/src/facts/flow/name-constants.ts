import { calleeOf } from '../callee'
import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import { symbolOf } from '../symbols'

/** A path may be empty, or have parameters: `/{tenant}/orders`. */
const VALUE = /^[\w.:/*#{}-]{0,80}$/
const TELLING = /^[A-Z][A-Z0-9_]+$|queue|topic|task|job|channel|exchange|stream|event|subject/i
const FIELDS = /^(field_declaration|constant_declaration|public_field_definition)$/
const MAX = 500

/** Python writes what a class holds as statements of its body. */
export function isOfClass(assignment: SyntaxNode): boolean {
  const { parent } = assignment
  const block = parent?.type === 'expression_statement' ? parent.parent : parent
  return block?.type === 'block' && block.parent?.type === 'class_definition'
}

function put(ctx: DetectorContext, name: string, text: string): void {
  ctx.flow.names ??= {}
  if (Object.keys(ctx.flow.names).length < MAX) ctx.flow.names[name] = text
}

/** Text of constants of one class put together, which stand above: `PREFIX + "/orders"`. */
function joinedText(node: SyntaxNode, holder: string, ctx: DetectorContext): string | undefined {
  if (node.type === 'binary_expression') {
    const parts = node.children.map((part) => joinedText(part, holder, ctx))
    return node.has('+') && !parts.includes(undefined) ? parts.join('') : undefined
  }
  const { literal } = ctx.value(node)
  return typeof literal === 'string' ? literal : ctx.flow.names?.[`${holder}.${node.text}`]
}

function keep(ctx: DetectorContext, name: string, value: SyntaxNode | null | undefined): void {
  if (!value) return
  const { literal } = ctx.value(value)
  if (typeof literal !== 'string' || !VALUE.test(literal)) return
  // What is put together when it runs is a path with parameters, or no name that is known here.
  // Redis keeps a queue in one slot by braces around its name: `'{mail}'`.
  const braces = literal.includes('{') && !literal.includes('/')
  // Python puts names together in them.
  const written = ctx.language !== 'python' && value.type === 'string'
  if (braces && !(written && /^\{[\w.:-]+\}[\w.:-]*$/.test(literal))) return
  put(ctx, name, literal)
}

function visitObject(ctx: DetectorContext, name: string, node: SyntaxNode): void {
  for (const [key, value] of ctx.value(node).entries ?? []) keep(ctx, `${name}.${key}`, value.node)
}

/** String constants that may name a queue, topic, task or path, for files that import them. */
export const nameConstants: Detector = {
  rules: [],
  nodeTypes: [
    'enum_declaration',
    'variable_declarator',
    'assignment',
    'field_declaration',
    'constant_declaration',
    'const_spec',
    'public_field_definition',
  ],
  visit(node, ctx) {
    if (node.type === 'enum_declaration') {
      const name = node.child('name')?.text ?? ''
      for (const member of node.child('body')?.children ?? []) {
        const key = member.child('name')?.text.replace(/['"]/g, '')
        if (member.type === 'enum_assignment' && key) {
          keep(ctx, `${name}.${key}`, member.child('value'))
        }
      }
      return
    }
    const holder = node.first('variable_declarator') ?? node
    const target = holder.child('name') ?? holder.child('left')
    const value = holder.child('value') ?? holder.child('right')
    if (!target || !value || !TELLING.test(target.text) || !/^[\w$]+$/.test(target.text)) return
    const symbol = symbolOf(node.parent)
    const inClass = isOfClass(node)
    if (symbol !== '' && !FIELDS.test(node.type) && !inClass) return
    const name = symbol && FIELDS.test(node.type) ? `${symbol}.${target.text}` : target.text
    const inner = value.type === 'expression_list' ? value.children[0] : value
    if (!inner) return
    if (/string/.test(inner.type)) {
      keep(ctx, name, inner)
      // Python's own methods leave the class out, others name it.
      if (inClass) keep(ctx, `${symbol}.${name}`, inner)
    } else if (inner.type === 'binary_expression' && FIELDS.test(node.type)) {
      const text = joinedText(inner, symbol, ctx)
      if (text !== undefined && VALUE.test(text)) put(ctx, name, text)
    } else if (
      /^(object|as_expression|satisfies_expression|dictionary|call_expression)$/.test(inner.type)
    ) {
      const frozen = inner.type === 'call_expression' && calleeOf(inner) === 'Object.freeze'
      const object = frozen ? inner.child('arguments')?.children[0] : inner
      if (object && inner.type !== 'call_expression') visitObject(ctx, name, object)
      else if (object && frozen) visitObject(ctx, name, object)
    }
  },
}
