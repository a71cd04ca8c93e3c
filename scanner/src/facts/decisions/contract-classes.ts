import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import { tableFamily } from './active'
import { contractBases, contractMarks } from './anchors/contracts'
import { targetsOf } from './call-view'
import { reportContract } from './contract-report'
import { declarationHead } from './regions'
import { allRules } from './rules'
import { isScaffolding } from './scaffolding'

const ENDPOINT =
  /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|Get|Post|Put|Patch|Delete|All|(Get|Post|Put|Patch|Delete|Request|Message|Subscribe)Mapping|Query|Mutation|Subscription|ResolveField|SubscribeMessage|DgsQuery|DgsMutation)$/
const NESTED: ReadonlySet<string> = new Set(['class_declaration', 'class_definition'])

/** Classes that are a contract by annotation, decorator or superclass: one decision per class. */
export const contractClasses: Detector = {
  rules: allRules,
  nodeTypes: [
    'class_declaration',
    'abstract_class_declaration',
    'interface_declaration',
    'class_definition',
  ],
  visit(node, ctx) {
    if (isScaffolding(ctx)) return
    const found = byMark(node, ctx) ?? byBase(node, ctx)
    if (!found) return
    const { anchor, says, at } = found
    const offers = ctx.language === 'python' ? fieldsOf(node) : endpointsOf(node, ctx)
    reportContract(ctx, node, {
      anchor,
      says,
      region: declarationHead(node),
      offers,
      unit: ctx.language === 'python' ? 'field' : 'endpoint',
      ...(at ? { at } : {}),
    })
  },
}

interface Found {
  anchor: string
  says: string
  at?: string
}

function byMark(node: SyntaxNode, ctx: DetectorContext): Found | null {
  const family = tableFamily(ctx)
  for (const mark of marksOf(node)) {
    const name = ctx.callee(mark)
    for (const row of contractMarks) {
      if (!row.on.includes(family) || !row.name.test(name)) continue
      if (row.target && !targetsOf(ctx, name).some((target) => row.target?.test(target))) continue
      const at = ctx.args(mark).positional[0]?.literal ?? ctx.args(mark).option('value')?.literal
      return { anchor: row.anchor, says: row.says, ...(typeof at === 'string' ? { at } : {}) }
    }
  }
  return null
}

/** Annotations and decorators of a class, also those that stand before its `export`. */
function marksOf(node: SyntaxNode): SyntaxNode[] {
  const holders = [
    node,
    node.first('modifiers'),
    node.parent?.type === 'export_statement' ? node.parent : null,
  ]
  return holders.flatMap((holder) =>
    (holder?.children ?? []).filter((child) =>
      /^(marker_)?annotation$|^decorator$/.test(child.type),
    ),
  )
}

function byBase(node: SyntaxNode, ctx: DetectorContext): Found | null {
  const family = tableFamily(ctx)
  const bases = basesOf(node)
  if (bases.length === 0) return null
  const name = node.child('name')?.text ?? ''
  for (const row of contractBases) {
    if (!row.on.includes(family) || (row.className && !row.className.test(name))) continue
    const known = bases.some((base) =>
      [base, ...targetsOf(ctx, base)].some((target) => row.base.test(target)),
    )
    if (known) return { anchor: row.anchor, says: row.says }
  }
  return null
}

function basesOf(node: SyntaxNode): string[] {
  const list = node.child('superclasses') ?? node.child('superclass')
  return (list?.children ?? [])
    .filter((child) => child.type !== 'keyword_argument')
    .map((child) => child.text.replace(/<[\s\S]*/, ''))
}

function endpointsOf(node: SyntaxNode, ctx: DetectorContext): string[] {
  const body = node.child('body')
  const names: string[] = []
  for (const inner of body?.descendants(NESTED) ?? []) {
    if (!/^(marker_)?annotation$|^decorator$/.test(inner.type)) continue
    if (ENDPOINT.test(ctx.callee(inner))) names.push(ctx.callee(inner))
  }
  return names
}

/** Public assignments and methods of a Python class; resolvers belong to the fields they serve. */
function fieldsOf(node: SyntaxNode): string[] {
  const names: string[] = []
  for (const child of node.child('body')?.children ?? []) {
    const inner =
      child.type === 'decorated_definition' ? child.child('definition') : child.children[0]
    const name =
      inner?.type === 'assignment'
        ? inner.child('left')?.text
        : (inner?.child('name')?.text ?? undefined)
    const own = child.type === 'function_definition' ? child.child('name')?.text : name
    if (own && /^[a-zA-Z]/.test(own) && !/^(resolve_|Meta$|Arguments$)/.test(own)) names.push(own)
  }
  return names
}
