import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import { reportContract } from './contract-report'
import { declarationHead, part } from './regions'
import { type Route, routeCalls } from './routes'
import { allRules } from './rules'
import { isScaffolding } from './scaffolding'

const ROOT_TYPE = /^[ \t]*(?:extend[ \t]+)?type[ \t]+(Query|Mutation|Subscription)\b/m
const APP_TYPE = /\b(Express|Application|I?Router|FastifyInstance|Hono|Elysia)\b/
const NAMED: ReadonlySet<string> = new Set([
  'function_declaration',
  'method_declaration',
  'method_definition',
  'arrow_function',
])

/**
 * Contracts that are neither a class nor a call: functions that register routes on what they are
 * handed, Django's list of URLs, and GraphQL schemas in a template.
 */
export const contractPlaces: Detector = {
  rules: allRules,
  languages: ['typescript', 'tsx', 'javascript', 'python', 'go'],
  nodeTypes: ['call_expression', 'assignment', 'template_string'],
  visit(node, ctx) {
    if (isScaffolding(ctx)) return
    if (node.type === 'template_string') schema(node, ctx)
    else if (node.type === 'assignment') urls(node, ctx)
    else if (ctx.language !== 'python') registration(node, ctx)
  },
}

function schema(node: SyntaxNode, ctx: DetectorContext): void {
  const match = ROOT_TYPE.exec(node.text)
  if (!match) return
  const start = node.start + match.index + match[0].search(/\S/)
  reportContract(ctx, node, {
    anchor: 'GraphQL schema',
    says: `GraphQL schema with ${match[1] ?? ''}`,
    region: part(node, start, node.start + match.index + match[0].length),
  })
}

function urls(node: SyntaxNode, ctx: DetectorContext): void {
  const left = node.child('left')
  if (ctx.language !== 'python' || left?.text !== 'urlpatterns') return
  const list = node.child('right')
  const paths = (list?.children ?? []).flatMap((child) => {
    const literal = child.type === 'call' ? ctx.args(child).positional[0]?.literal : undefined
    return typeof literal === 'string' ? [literal] : []
  })
  reportContract(ctx, node, {
    anchor: 'URL list',
    says: 'HTTP routes of Django',
    region: part(node, left.start, left.end),
    offers: paths,
    unit: 'route',
  })
}

function registration(node: SyntaxNode, ctx: DetectorContext): void {
  const routes = routeCalls(ctx)
  const route = routes.find((one) => one.node === node)
  const home = route ? homeOf(route, ctx) : null
  if (!route || !home) return
  const own = routes.filter((one) => homeOf(one, ctx) === home)
  if (own[0] !== route) return
  reportContract(ctx, node, {
    anchor: 'route registration',
    says: 'HTTP routes',
    region: headOf(home),
    offers: own.map((one) => one.route),
    unit: 'route',
  })
}

/** Function that registers a route on something it was handed; in Go, on anything. */
function homeOf(route: Route, ctx: DetectorContext): SyntaxNode | null {
  let home = route.node.ancestor(NAMED)
  while (home && ctx.language === 'go' && home.parent?.ancestor(NAMED)) home = home.ancestor(NAMED)
  if (!home || ctx.language === 'go') return home
  const root = route.receiver.split('.')[0] ?? ''
  const parameter = new RegExp(`\\b${root.replace(/\W/g, '')}\\??\\s*:([^,)]*)`)
  const type = parameter.exec(home.child('parameters')?.text ?? '')?.[1] ?? ''
  return APP_TYPE.test(type) ? home : null
}

function headOf(home: SyntaxNode): SyntaxNode {
  if (home.child('name')) return declarationHead(home)
  const holder = home.parent?.child('name') ? home.parent : home
  return part(home, holder.start, (holder.child('name') ?? home.child('parameters') ?? home).end)
}
