import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import { symbolOf } from '../symbols'
import { isTestFile } from '../test-files'

/** `type server struct { pb.UnimplementedUsersServer }`: type and service it implements. */
const EMBEDS = /\btype (\w+) struct \{[^}]*?\bUnimplemented(\w+)Server\b/g
/** `pb.RegisterUsersServer(srv, &server{})`, and with a variable made before. */
const REGISTERS = /\bRegister(\w+)Server\(\s*[\w.]+,\s*&?(\w+)/g
const served = new WeakMap<DetectorContext, ReadonlyMap<string, string>>()

function servedIn(ctx: DetectorContext): ReadonlyMap<string, string> {
  const known = served.get(ctx)
  if (known) return known
  const found = new Map<string, string>()
  if (ctx.source.includes('Server(')) {
    for (const [, service = '', name = ''] of ctx.source.matchAll(REGISTERS)) {
      found.set(ctx.bindings().originOf(name) ?? name, service)
    }
  }
  if (ctx.source.includes('Unimplemented')) {
    for (const [, type = '', service = ''] of ctx.source.matchAll(EMBEDS)) found.set(type, service)
  }
  served.set(ctx, found)
  return found
}

/** `pb.RegisterUsersServer(srv, users.New())`: made elsewhere, so that only its .proto file says the methods. */
function visitRegistration(node: SyntaxNode, ctx: DetectorContext): void {
  const service = /(?:^|\.)Register(\w+)Server$/.exec(ctx.callee(node))?.[1]
  const given = service ? ctx.args(node).positional[1]?.node : undefined
  if (!service || !given || isTestFile(ctx)) return
  const handler = given.type === 'call_expression' ? `${ctx.callee(given)}()` : given.text
  if (!/^[\w.]+(\(\))?$/.test(handler)) return
  ctx.flow.entries = [
    ...(ctx.flow.entries ?? []),
    {
      kind: 'grpc',
      mechanism: 'grpc',
      name: `=${service}/*`,
      handler,
      symbol: ctx.symbol(node),
      region: node.region,
    },
  ]
}

/** Methods of a Go type that embeds the generated server, or is registered as one. */
export const goServices: Detector = {
  rules: [],
  languages: ['go'],
  nodeTypes: ['method_declaration', 'call_expression'],
  visit(node, ctx) {
    if (node.type === 'call_expression') return visitRegistration(node, ctx)
    const symbol = symbolOf(node)
    const [type = '', method = ''] = symbol.split('.')
    const service = servedIn(ctx).get(type)
    if (!service || !/^[A-Z]/.test(method) || isTestFile(ctx)) return
    ctx.flow.entries = [
      ...(ctx.flow.entries ?? []),
      {
        kind: 'grpc',
        mechanism: 'grpc',
        name: `=${service}/${method}`,
        symbol,
        region: node.region,
      },
    ]
  },
}
