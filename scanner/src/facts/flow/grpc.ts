import type { Detector } from '../detector'
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
