import type { EntryFact } from '../../model'
import { dotted } from '../callee'
import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import { symbolOf } from '../symbols'
import { isTestFile } from '../test-files'
import { template } from './routes'
import { type Work, workOf } from './work-ref'

function addEntry(ctx: DetectorContext, entry: EntryFact): void {
  ctx.flow.entries = [...(ctx.flow.entries ?? []), entry]
}

/**
 * `class Orders(BaseHTTPRequestHandler)`: each `do_GET` answers all paths of its method
 * (docs.python.org, http.server).
 */
function visitHandlerClass(node: SyntaxNode, ctx: DetectorContext): void {
  const bases = node.child('superclasses')?.children ?? []
  const serves = bases.some((base) => {
    const origin = ctx.resolve(dotted(base))
    return origin?.module.startsWith('http') && /HTTPRequestHandler$/.test(origin.member)
  })
  if (!serves) return
  for (const method of node.child('body')?.children ?? []) {
    const verb = /^do_([A-Z]+)$/.exec(method.child('name')?.text ?? '')?.[1]
    if (!verb) continue
    addEntry(ctx, {
      kind: 'http',
      mechanism: 'http.server',
      name: `=${verb} /**`,
      symbol: symbolOf(method),
      region: method.region,
    })
  }
}

/** `payments::charge`, a lambda or a name; a method of the class around by its name alone. */
function javaWork(node: SyntaxNode | undefined, ctx: DetectorContext): Work | undefined {
  if (node?.type !== 'method_reference') return workOf(node)
  const [object = '', method = ''] = node.text.replace(/\s/g, '').split('::')
  const [around] = ctx.symbol(node).split('.')
  const own = object === 'this' || ctx.bindings().originOf(object, node) === around
  return { handler: own ? method : `${object}.${method}` }
}

/** `server.createContext("/charges", handler)` answers every path below (JDK, jdk.httpserver). */
function visitContext(node: SyntaxNode, ctx: DetectorContext): void {
  const callee = ctx.callee(node)
  if (!callee.endsWith('.createContext')) return
  const origin = ctx.instanceOf(callee.slice(0, -'.createContext'.length), node)
  if (origin?.module !== 'com.sun.net.httpserver') return
  const [path, handler] = ctx.args(node).positional
  const work = javaWork(handler?.node, ctx)
  if (typeof path?.literal !== 'string' || !work) return
  addEntry(ctx, {
    kind: 'http',
    mechanism: 'httpserver',
    name: `=ANY ${template(`${path.literal.replace(/\/+$/, '')}/**`)}`,
    ...work,
    symbol: ctx.symbol(node),
    region: node.region,
  })
}

/** `createServer(handler)` of node:http and its like: one handler for everything. */
function visitCreateServer(node: SyntaxNode, ctx: DetectorContext): void {
  const origin = ctx.resolve(ctx.callee(node))
  if (!origin || !/^(node:)?https?$/.test(origin.module) || origin.member !== 'createServer') return
  const work = workOf(ctx.args(node).positional.at(-1)?.node)
  if (!work) return
  addEntry(ctx, {
    kind: 'http',
    mechanism: 'node:http',
    name: '=ANY /**',
    ...work,
    symbol: ctx.symbol(node),
    region: node.region,
  })
}

/** HTTP servers of the languages' own libraries. */
export const standardServers: Detector = {
  rules: [],
  languages: ['typescript', 'tsx', 'javascript', 'python', 'java'],
  nodeTypes: ['class_definition', 'method_invocation', 'call_expression'],
  visit(node, ctx) {
    if (ctx.importedModules.length === 0 || isTestFile(ctx)) return
    if (ctx.language === 'python') {
      if (node.type === 'class_definition') visitHandlerClass(node, ctx)
    } else if (ctx.language === 'java') visitContext(node, ctx)
    else visitCreateServer(node, ctx)
  },
}
