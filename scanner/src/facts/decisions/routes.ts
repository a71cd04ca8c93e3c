import type { DetectorContext, SyntaxNode } from '../detector'

const VERB = /\.(get|post|put|patch|delete|head|options|all|route|api_route|websocket|openapi)$/
const known = new WeakMap<
  DetectorContext,
  { receiver: string; route: string; node: SyntaxNode }[]
>()

/** Every `x.get('/path', …)` of a file, in Python also as a decorator. */
export function routeCalls(
  ctx: DetectorContext,
): { receiver: string; route: string; node: SyntaxNode }[] {
  const found = known.get(ctx)
  if (found) return found
  const routes: { receiver: string; route: string; node: SyntaxNode }[] = []
  for (const node of ctx.root.descendants()) {
    if (node.type !== 'call_expression' && node.type !== 'call') continue
    const written = ctx.callee(node)
    const verb = VERB.exec(written)
    if (!verb) continue
    const path = ctx.args(node).positional[0]?.literal
    if (typeof path !== 'string' || !/^(\/|$|\*)/.test(path)) continue
    if (ctx.args(node).positional.length < 2 && node.parent?.type !== 'decorator') continue
    routes.push({
      receiver: written.slice(0, verb.index),
      route: `${verb[1] ?? ''} ${path}`,
      node,
    })
  }
  known.set(ctx, routes)
  return routes
}

/** Routes registered on a variable of this file. */
export function routesOf(ctx: DetectorContext, variable: string): string[] {
  return routeCalls(ctx)
    .filter(({ receiver }) => receiver === variable || receiver.startsWith(`${variable}.`))
    .map(({ route }) => route)
}
