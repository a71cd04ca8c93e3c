import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import { reportContract } from './contract-report'
import { part } from './regions'
import { allRules } from './rules'
import { isScaffolding } from './scaffolding'

const VERBS = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/
const HANDLER_TYPES = /\b(NextApiRequest|NextApiResponse|NextRequest)\b/

/** Files that are a route: Next.js pages and app routes. One decision per file. */
export const contractFiles: Detector = {
  rules: allRules,
  languages: ['typescript', 'tsx', 'javascript'],
  nodeTypes: ['export_statement'],
  visit(node, ctx) {
    if (isScaffolding(ctx) || node.parent !== ctx.root) return
    const exports = ctx.root.children.filter((child) => child.type === 'export_statement')
    if (exports[0] !== node) return
    if (!byDefault(exports, ctx)) byVerb(exports, ctx)
  },
}

function byDefault(exports: readonly SyntaxNode[], ctx: DetectorContext): boolean {
  for (const node of exports) {
    if (!node.has('default')) continue
    const value = node.child('value') ?? node.child('declaration')
    if (!value) continue
    const verbs = value.type === 'call_expression' ? verbsIn(value, ctx) : []
    const parameters = value.child('parameters')
    const typed = parameters !== null && HANDLER_TYPES.test(parameters.text)
    if (verbs.length === 0 && !typed) continue
    reportContract(ctx, node, {
      anchor: verbs.length > 0 ? 'route file by verb' : 'route handler',
      says: 'HTTP route',
      region: headOf(node, value),
      offers: verbs,
      verbs: true,
    })
    return true
  }
  return false
}

/** Keys of an object argument that are HTTP verbs: `withMiddlewares({ GET: …, POST: … })`. */
function verbsIn(call: SyntaxNode, ctx: DetectorContext): string[] {
  return ctx
    .args(call)
    .positional.flatMap((value) => [...(value.entries?.keys() ?? [])])
    .filter((key) => VERBS.test(key))
}

function byVerb(exports: readonly SyntaxNode[], ctx: DetectorContext): void {
  const handlers = exports.flatMap((node) => {
    const declaration = node.child('declaration')
    const holder =
      declaration?.type === 'lexical_declaration'
        ? declaration.first('variable_declarator')
        : declaration
    const name = holder?.child('name')
    const value = holder?.child('value')
    const isText =
      value !== undefined && value !== null && /string|number|object|array/.test(value.type)
    return name && VERBS.test(name.text) && !isText ? [{ node, name }] : []
  })
  const [first] = handlers
  if (!first) return
  reportContract(ctx, first.node, {
    anchor: 'route file by verb',
    says: 'HTTP route',
    region: part(first.node, first.node.start, first.name.end),
    offers: handlers.map(({ name }) => name.text),
    verbs: true,
  })
}

function headOf(node: SyntaxNode, value: SyntaxNode): SyntaxNode {
  const end = value.child('function') ?? value.child('name')
  return part(node, node.start, end?.end ?? Math.min(value.end, node.start + 60))
}
