import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import { isTestFile } from '../test-files'
import { visitJdk, visitMade, visitSent } from './java-requests'
import { type Built, memory, type Sent, variableAround } from './request-memory'
import { urlText } from './url-text'

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
  nodeTypes: ['call', 'method_invocation', 'object_creation_expression'],
  visit(node, ctx) {
    if (isTestFile(ctx)) return
    if (ctx.language === 'python') visitUrllib(node, ctx)
    else if (node.type === 'object_creation_expression') visitMade(node, ctx)
    else {
      visitJdk(node, ctx)
      visitSent(node, ctx)
    }
  },
  finish(ctx) {
    const { built, sent } = memory(ctx)
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
