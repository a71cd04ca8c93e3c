import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import { isTestFile } from '../test-files'
import { urlText } from './url-text'

/** A request as it is built, and the variable that holds it. */
interface Built {
  node: SyntaxNode
  callee: string
  method: string | undefined
  url: string
  variable: string
  within: SyntaxNode | null
}

/** A call that sends a request which was built before. */
interface Sent {
  node: SyntaxNode
  callee: string
  request: SyntaxNode
}

const seen = new WeakMap<DetectorContext, { built: Built[]; sent: Sent[] }>()

function memory(ctx: DetectorContext): { built: Built[]; sent: Sent[] } {
  const known = seen.get(ctx) ?? { built: [], sent: [] }
  seen.set(ctx, known)
  return known
}

const KNOWN = /^(https?:|\{env|\/)/

function report(ctx: DetectorContext, node: SyntaxNode, callee: string, built?: Built): void {
  const { method, url = '' } = built ?? {}
  const fact = {
    kind: 'http' as const,
    callee,
    symbol: ctx.symbol(node),
    region: node.region,
    ...(method ? { method } : {}),
    ...(KNOWN.test(url) ? { url: url.slice(0, 200) } : {}),
  }
  ctx.flow.outgoing = [...(ctx.flow.outgoing ?? []), fact]
}

/** Variable that a call, or the chain it begins, is assigned to. */
function variableAround(node: SyntaxNode): string {
  let top = node
  while (top.parent?.type === 'method_invocation' && top.parent.child('object') === top) {
    top = top.parent
  }
  const holder = top.parent
  if (!holder || !/^(variable_declarator|assignment)$/.test(holder.type)) return ''
  return (holder.child('name') ?? holder.child('left'))?.text ?? ''
}

/**
 * `Request(url, data, method=…)` and `urlopen(url or request, data)`: with a body POST, else GET
 * (docs.python.org, urllib.request).
 */
function visitUrllib(node: SyntaxNode, ctx: DetectorContext): void {
  const callee = ctx.callee(node)
  const origin = ctx.resolve(callee)
  const member = /^(?:request\.)?(urlopen|Request)$/.exec(origin?.member ?? '')?.[1]
  if (!member || !/^urllib(\.request)?$/.test(origin?.module ?? '')) return
  const args = ctx.args(node)
  const address = args.positional[0] ?? args.named.get('url')
  if (!address) return
  const url = urlText(address.node, ctx)
  if (member === 'urlopen' && !KNOWN.test(url)) {
    memory(ctx).sent.push({ node, callee, request: address.node })
    return
  }
  const body = args.positional[1] ?? args.named.get('data')
  const said = args.named.get('method')
  const written = typeof said?.literal === 'string' ? said.literal.toUpperCase() : undefined
  const method = said ? written : body ? 'POST' : 'GET'
  const within = ctx.enclosingFunction(node)
  const one = { node, callee, method, url, variable: variableAround(node), within }
  if (member === 'urlopen') report(ctx, node, callee, one)
  else memory(ctx).built.push(one)
}

/** Calls chained on `node`: `.POST(…)`, `.build()`. */
function* chained(node: SyntaxNode): Generator<{ name: string; call: SyntaxNode }> {
  for (let call = node.parent; call?.type === 'method_invocation'; call = call.parent) {
    if (call.child('object')?.start !== node.start) return
    yield { name: call.child('name')?.text ?? '', call }
  }
}

/** `HttpRequest.newBuilder(uri).POST(body).build()` of the JDK: GET unless said otherwise. */
function visitBuilder(node: SyntaxNode, callee: string, ctx: DetectorContext): void {
  let address = ctx.args(node).positional[0]
  let method: string | undefined = 'GET'
  for (const { name, call } of chained(node)) {
    const [first] = ctx.args(call).positional
    if (name === 'uri') address = first
    else if (/^(GET|POST|PUT|DELETE|HEAD)$/.test(name)) method = name
    else if (name === 'method')
      method = typeof first?.literal === 'string' ? first.literal : undefined
  }
  const url = address ? urlText(address.node, ctx) : ''
  const within = ctx.enclosingFunction(node)
  memory(ctx).built.push({ node, callee, method, url, variable: variableAround(node), within })
}

function visitJdk(node: SyntaxNode, ctx: DetectorContext): void {
  const callee = ctx.callee(node)
  const dot = callee.lastIndexOf('.')
  if (dot <= 0) return
  if (callee.endsWith('HttpRequest.newBuilder')) {
    const known = ctx.resolveAll(callee).some(({ module }) => module.startsWith('java.net.http'))
    if (known) visitBuilder(node, callee, ctx)
    return
  }
  if (!/\.send(Async)?$/.test(callee)) return
  const [request] = ctx.args(node).positional
  const client = ctx.instanceOf(callee.slice(0, dot), node)
  if (request && client?.module.startsWith('java.net.http')) {
    memory(ctx).sent.push({ node, callee, request: request.node })
  }
}

function requestOf(sent: Sent, built: readonly Built[], ctx: DetectorContext): Built | undefined {
  const within = ctx.enclosingFunction(sent.node)
  return (
    built.find(({ node }) => sent.request.contains(node)) ??
    built.findLast(
      (one) =>
        one.variable !== '' &&
        one.variable === sent.request.text &&
        one.within === within &&
        one.node.start < sent.node.start,
    )
  )
}

/**
 * HTTP requests of the languages' own libraries, which are built first and sent later. They go out
 * where they are sent, which is what a retry repeats; what is handed on counts where it is built.
 */
export const builtRequests: Detector = {
  rules: [],
  languages: ['python', 'java'],
  nodeTypes: ['call', 'method_invocation'],
  visit(node, ctx) {
    if (isTestFile(ctx)) return
    if (ctx.language === 'python') visitUrllib(node, ctx)
    else visitJdk(node, ctx)
  },
  finish(ctx) {
    const { built, sent } = seen.get(ctx) ?? { built: [], sent: [] }
    const requests = sent.map((one) => requestOf(one, built, ctx))
    const handedOn = built.filter((one) => !requests.includes(one))
    for (const one of handedOn) report(ctx, one.node, one.callee, one)
    for (const [i, one] of sent.entries()) {
      const request = requests[i]
      // A request that comes as a parameter is most likely one of those built here.
      if (request || handedOn.length === 0) report(ctx, one.node, one.callee, request)
    }
  },
}
