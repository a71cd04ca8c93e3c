import type { DetectorContext, SyntaxNode, Value } from '../detector'

/** One registered route: `x.get('/path', handler)`. */
export interface Route {
  receiver: string
  route: string
  node: SyntaxNode
}

const VERB = /\.(get|post|put|patch|delete|head|options|all|route|api_route|websocket|openapi)$/
const GO_VERB =
  /\.(HandleFunc|Handle|Get|Post|Put|Patch|Delete|GET|POST|PUT|PATCH|DELETE|Any|Method|MethodFunc)$/
/** Names a router goes by in Go; a client has a `Get` as well. */
const GO_ROUTER =
  /^(http|r|e|g|rg|m|app|api|v\d|srv|server|engine|echo|group|admin|public|private|authorized)$|(router|mux|group|routes)$/i

const known = new WeakMap<DetectorContext, Route[]>()

/** Every route registered in a file, in Python also as a decorator. */
export function routeCalls(ctx: DetectorContext): Route[] {
  const found = known.get(ctx)
  if (found) return found
  const routes: Route[] = []
  known.set(ctx, routes)
  if (!/['"`](\/|[A-Z]+ \/|\*)/.test(ctx.source)) return routes
  for (const node of ctx.root.descendants()) {
    const route = routeOf(node, ctx)
    if (route) routes.push(route)
  }
  return routes
}

/** `base + "/cart"`: where the base is mounted is said elsewhere. */
function goPath(value: Value | undefined): Value['literal'] {
  const right = value?.node.type === 'binary_expression' ? value.node.child('right') : null
  return right?.type === 'interpreted_string_literal' ? right.text.slice(1, -1) : value?.literal
}

function routeOf(node: SyntaxNode, ctx: DetectorContext): Route | null {
  if (node.type !== 'call_expression' && node.type !== 'call') return null
  const isGo = ctx.language === 'go'
  const written = ctx.callee(node)
  const verb = (isGo ? GO_VERB : VERB).exec(written)
  if (!verb) return null
  const receiver = written.slice(0, verb.index)
  if (isGo && !GO_ROUTER.test(receiver.slice(receiver.lastIndexOf('.') + 1))) return null
  const { positional } = ctx.args(node)
  const path = isGo ? goPath(positional[0]) : positional[0]?.literal
  if (typeof path !== 'string' || !/^(\/|$|\*|[A-Z]+ \/)/.test(path)) return null
  if (positional.length < 2 && node.parent?.type !== 'decorator') return null
  return { receiver, route: `${verb[1] ?? ''} ${path}`, node }
}

/** Routes registered on a variable of this file. */
export function routesOf(ctx: DetectorContext, variable: string): string[] {
  return routeCalls(ctx)
    .filter(({ receiver }) => receiver === variable || receiver.startsWith(`${variable}.`))
    .map(({ route }) => route)
}
