import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import { symbolOf } from '../symbols'
import { isTestFile } from '../test-files'

/** Generated names: `pb.NewUsersClient(conn)`, `UsersStub(channel)`, `UsersGrpc.newBlockingStub(channel)`. */
const CLIENT = {
  go: /(?:^|\.)New(\w+)Client$/,
  python: /(?:^|\.)(\w+)Stub$/,
  java: /(?:^|\.)(\w+)Grpc\.new\w*Stub$/,
}

const upper = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)

/** `Users/GetUser` of a call through a generated client; the package is not written in the code. */
export function grpcCall(
  callee: string,
  node: SyntaxNode,
  ctx: DetectorContext,
): string | undefined {
  const language = ctx.language
  if (language !== 'go' && language !== 'python' && language !== 'java') return undefined
  const dot = callee.lastIndexOf('.')
  const origin = ctx.bindings().originOf(callee.slice(0, dot), node)
  const service = origin ? CLIENT[language].exec(origin)?.[1] : undefined
  if (!service) return undefined
  // Go has constructors of that shape for every kind of client.
  if (language === 'go' && !/pb|proto|grpc|v\d/i.test(origin?.split('.')[0] ?? '')) return undefined
  return `${service}/${upper(callee.slice(dot + 1))}`
}

const SERVICER = /(\w+)(?:Servicer\b|Grpc\.\w+ImplBase)/

/** Methods of a class that implements a generated service. */
export const grpcServices: Detector = {
  rules: [],
  languages: ['python', 'java'],
  nodeTypes: ['class_definition', 'class_declaration'],
  visit(node, ctx) {
    const parents = (node.child('superclasses') ?? node.child('superclass'))?.text ?? ''
    const service = SERVICER.exec(parents)?.[1]
    if (!service || isTestFile(ctx)) return
    for (const member of node.child('body')?.children ?? []) {
      const fn = member.type === 'decorated_definition' ? member.child('definition') : member
      const name = fn?.child('name')?.text
      if (!fn || !name || !/function_definition|method_declaration/.test(fn.type)) continue
      if (name.startsWith('_')) continue
      ctx.flow.entries = [
        ...(ctx.flow.entries ?? []),
        {
          kind: 'grpc',
          mechanism: 'grpc',
          name: `=${service}/${upper(name)}`,
          symbol: symbolOf(fn),
          region: fn.region,
        },
      ]
    }
  },
}

/** `type server struct { pb.UnimplementedUsersServer }`: type and service it implements. */
const EMBEDS = /\btype (\w+) struct \{[^}]*?\bUnimplemented(\w+)Server\b/g
const served = new WeakMap<DetectorContext, ReadonlyMap<string, string>>()

function servedIn(ctx: DetectorContext): ReadonlyMap<string, string> {
  const known = served.get(ctx)
  if (known) return known
  const found = new Map<string, string>()
  if (ctx.source.includes('Unimplemented')) {
    for (const [, type = '', service = ''] of ctx.source.matchAll(EMBEDS)) found.set(type, service)
  }
  served.set(ctx, found)
  return found
}

/** Methods of a Go type that embeds the generated server. */
export const goServices: Detector = {
  rules: [],
  languages: ['go'],
  nodeTypes: ['method_declaration'],
  visit(node, ctx) {
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
