import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import { activeRows } from './active'
import type { MarkAnchor } from './anchors/anchor'
import { cachingMarks } from './anchors/caching'
import { concurrencyMarks } from './anchors/concurrency'
import { idempotencyMarks } from './anchors/idempotency'
import { machineMarks } from './anchors/machines'
import { transactionMarks } from './anchors/transactions'
import { optionsOf, targetsOf } from './call-view'
import { declarationHead, markedHead } from './regions'
import { allRules, rules } from './rules'
import { sentence, shapeOf } from './wording'

const rowsOf = activeRows<MarkAnchor>([
  ...concurrencyMarks,
  ...transactionMarks,
  ...cachingMarks,
  ...idempotencyMarks,
  ...machineMarks,
])
const TYPES: ReadonlySet<string> = new Set([
  'class_declaration',
  'abstract_class_declaration',
  'interface_declaration',
  'record_declaration',
  'enum_declaration',
  'object_creation_expression',
])

/** Decisions taken by an annotation or decorator. */
export const markDecisions: Detector = {
  rules: allRules,
  nodeTypes: ['annotation', 'marker_annotation', 'decorator'],
  visit(node, ctx) {
    const rows = rowsOf(ctx)
    if (rows.length === 0) return
    const row = rows.find((one) => isMark(one, node, ctx))
    const declaration = markedBy(node)
    if (!row || !declaration) return
    const options = markOptions(ctx, node)
    const shape = shapeOf(row, options)
    const data = { anchor: row.anchor, shape }
    const type = declaration.ancestor(TYPES)
    if (row.per === 'member' || shape !== row.anchor || TYPES.has(declaration.type) || !type) {
      const region = TYPES.has(declaration.type)
        ? declarationHead(declaration)
        : markedHead(node, declaration)
      ctx.report(rules[row.kind], node, { message: sentence(row, options), region, data })
      return
    }
    if (isMarkedItself(row, type, ctx)) return
    const bare = bareMembers(row, type, ctx)
    if (bare[0]?.mark !== node) return
    const delegates = bare.every((one) => onlyDelegates(one.mark))
    const names = memberNames(bare.map((one) => one.name))
    ctx.report(rules[row.kind], node, {
      message: sentence(row, options, ` of ${names}${delegates ? ', which only hands on' : ''}`),
      region: declarationHead(type),
      data: {
        ...data,
        ...(delegates ? { shape: `${shape} around a call handed on` } : {}),
        members: bare.map((one) => one.name),
      },
    })
  },
}

/** A method of one statement: the boundary is a habit of the house rather than of this place. */
function onlyDelegates(mark: SyntaxNode): boolean {
  const body = markedBy(mark)?.child('body')
  const statements = body?.children.filter((child) => !/comment/.test(child.type)) ?? []
  return (
    statements.length === 1 && /^(return|expression)_statement$/.test(statements[0]?.type ?? '')
  )
}

function isMark(row: MarkAnchor, node: SyntaxNode, ctx: DetectorContext): boolean {
  const name = ctx.callee(node)
  const own = ctx.language === 'python' ? name : name.slice(name.lastIndexOf('.') + 1)
  if (!row.name.test(own)) return false
  return !row.target || targetsOf(ctx, name).some((target) => row.target?.test(target))
}

/** Options of a mark; a single positional argument is Java's `value`. */
function markOptions(ctx: DetectorContext, node: SyntaxNode): Map<string, string> {
  const options = optionsOf(ctx, node)
  const { positional } = ctx.args(node)
  if (positional[0] && !options.has('value')) options.set('value', positional[0].node.text)
  return options
}

/** What a mark stands on: its own declaration, or the class member that follows it. */
function markedBy(mark: SyntaxNode): SyntaxNode | null {
  const { parent } = mark
  if (!parent) return null
  if (parent.type === 'modifiers') return parent.parent
  if (mark.type !== 'decorator') return null
  if (parent.type === 'decorated_definition') return parent.child('definition')
  if (parent.type !== 'class_body') return parent
  return (
    parent.children.find(
      (child) => child.start > mark.start && child.type !== 'decorator' && child.type !== 'comment',
    ) ?? null
  )
}

/** Whether the type carries the mark without options: its members then only repeat it. */
function isMarkedItself(row: MarkAnchor, type: SyntaxNode, ctx: DetectorContext): boolean {
  return (type.first('modifiers')?.children ?? []).some(
    (node) =>
      /^(marker_)?annotation$/.test(node.type) &&
      isMark(row, node, ctx) &&
      shapeOf(row, markOptions(ctx, node)) === row.anchor,
  )
}

/** Members of a type that carry the mark without options: one decision, taken many times. */
function bareMembers(
  row: MarkAnchor,
  type: SyntaxNode,
  ctx: DetectorContext,
): { mark: SyntaxNode; name: string }[] {
  const members: { mark: SyntaxNode; name: string }[] = []
  const body = type.child('body') ?? type.first('class_body')
  for (const node of body?.descendants(TYPES) ?? []) {
    if (!/^(marker_)?annotation$|^decorator$/.test(node.type) || !isMark(row, node, ctx)) continue
    if (shapeOf(row, markOptions(ctx, node)) !== row.anchor) continue
    members.push({ mark: node, name: markedBy(node)?.child('name')?.text ?? '' })
  }
  return members
}

function memberNames(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ')
  const rest = names.length - 3
  return rest > 0 ? `${shown} and ${rest} more` : shown
}
