import type { Detector, DetectorContext } from '../detector'
import { symbolOf } from '../symbols'
import { isTestFile } from '../test-files'
import { upper } from './grpc-clients'
import { workOf } from './work-ref'

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

/** Methods of a Go type that embeds the generated server, or is registered as one. */
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

const NODE_SERVERS = /^(@grpc\/grpc-js|grpc|nice-grpc)$/

/** Service of `shop.Users.service`, or of the generated `UsersService` and `UsersDefinition`. */
function nodeService(text: string): string | undefined {
  if (!/^[\w$.]+$/.test(text)) return undefined
  const parts = text.split('.')
  const last = parts.pop() ?? ''
  return last === 'service' ? parts.pop() : last.replace(/(Service|Definition)$/, '')
}

/** `server.addService(shop.Users.service, { getUser })`: each entry answers one method. */
export const nodeServices: Detector = {
  rules: [],
  languages: ['typescript', 'tsx', 'javascript'],
  nodeTypes: ['call_expression'],
  visit(node, ctx) {
    if (!/\.(addService|add)$/.test(ctx.callee(node))) return
    if (!ctx.importedModules.some((one) => NODE_SERVERS.test(one)) || isTestFile(ctx)) return
    const [definition, methods] = ctx.args(node).positional
    const service = nodeService(definition?.node.text ?? '')
    if (!service) return
    const listed = methods?.node.type === 'identifier' ? methods.node.text : undefined
    const object = listed ? ctx.bindings().constants.get(listed) : methods?.node
    for (const entry of object?.children ?? []) {
      const name = entry.child('key')?.text ?? entry.child('name')?.text ?? entry.text
      const value = entry.child('value') ?? entry
      const work =
        entry.type === 'shorthand_property_identifier' ? { handler: name } : workOf(value)
      if (!work || !/^\w+$/.test(name)) continue
      ctx.flow.entries = [
        ...(ctx.flow.entries ?? []),
        {
          kind: 'grpc',
          mechanism: 'grpc',
          name: `=${service}/${upper(name)}`,
          ...work,
          symbol: ctx.symbol(node),
          region: entry.region,
        },
      ]
    }
  },
}
