import type { DetectorContext, SyntaxNode } from '../detector'
import { memory, variableAround } from './request-memory'
import { urlText } from './url-text'

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

export function visitJdk(node: SyntaxNode, ctx: DetectorContext): void {
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

const APACHE = /^org\.apache\.(http|hc)\b/
const OKHTTP = /^okhttp3\b/

/** `new HttpPost(url)` of Apache's client, `new Request.Builder().url(url).post(body)` of OkHttp. */
export function visitMade(node: SyntaxNode, ctx: DetectorContext): void {
  const callee = ctx.callee(node)
  const verb = /(?:^|\.)Http(Get|Post|Put|Patch|Delete|Head)$/.exec(callee)?.[1]
  const from = (module: RegExp) => ctx.resolveAll(callee).some((one) => module.test(one.module))
  const within = ctx.enclosingFunction(node)
  const one = { node, callee, variable: variableAround(node), within }
  if (verb && from(APACHE)) {
    const [address] = ctx.args(node).positional
    const url = address ? urlText(address.node, ctx) : ''
    memory(ctx).built.push({ ...one, method: verb.toUpperCase(), url })
  } else if (callee === 'Request.Builder' && from(OKHTTP)) {
    let [method, url] = ['GET', '']
    for (const { name, call } of chained(node)) {
      const [first] = ctx.args(call).positional
      if (name === 'url' && first) url = urlText(first.node, ctx)
      else if (/^(get|post|put|patch|delete|head)$/.test(name)) method = name.toUpperCase()
    }
    memory(ctx).built.push({ ...one, method, url })
  }
}

/** `client.execute(request)` of Apache's client, `client.newCall(request).execute()` of OkHttp. */
export function visitSent(node: SyntaxNode, ctx: DetectorContext): void {
  const callee = ctx.callee(node)
  const [, client = '', call] = /^(.*)\.(execute|newCall)$/.exec(callee) ?? []
  const [request] = call ? ctx.args(node).positional : []
  const module = request && ctx.instanceOf(client, node)?.module
  if (!request || !module) return
  if (call === 'execute' && APACHE.test(module)) {
    memory(ctx).sent.push({ node, callee, request: request.node })
  }
  const sends = node.parent
  if (call === 'newCall' && OKHTTP.test(module) && sends?.type === 'method_invocation') {
    memory(ctx).sent.push({ node: sends, callee: ctx.callee(sends), request: request.node })
  }
}
