import type { OutgoingFact } from '../../model'
import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import { familyOf } from '../languages'
import { FUNCTIONS } from '../symbols'
import { isTestFile } from '../test-files'
import { HTTP_CLIENTS, type HttpClient } from './http-clients'
import { baseOf, elsewhere, type Found, inherited, joined } from './http-receivers'
import { uriBehind } from './java-urls'
import { urlText } from './url-text'

const VERB = /^(get|post|put|patch|delete|head|options)$/i

const ASKS = /^((get|post|put|patch|delete|head|options|request|stream|send|default)(\(\))?|\(\))$/i

/** Whether some link of a chain asks for something: the others make a client or set it up. */
const isAnswer = (member: string) => member.split('.').some((link) => ASKS.test(link))

/** Member that is called on a client: `axios.post` and `this.http.post` are both `post`. */
function clientOf(callee: string, node: SyntaxNode, ctx: DetectorContext): Found | undefined {
  const family = familyOf(ctx.language)
  const direct = ctx.resolve(callee)
  const dot = callee.lastIndexOf('.')
  const made = !direct && dot > 0 ? ctx.instanceOf(callee.slice(0, dot), node) : null
  // What was asked for is no client: `requests.get(…).json()` has a `get` of its own.
  const origin = made && isAnswer(made.member) ? null : made
  for (const client of HTTP_CLIENTS) {
    if (client.on !== family) continue
    if (client.global) {
      if (!direct && client.member.test(callee)) return { client, member: '' }
      continue
    }
    if (direct && client.module.test(direct.module) && client.member.test(direct.member)) {
      return { client, member: direct.member }
    }
    const method = callee.slice(dot + 1)
    if (origin && client.module.test(origin.module) && client.member.test(method) && method) {
      return { client, member: method }
    }
  }
  return undefined
}

function methodOf(
  client: HttpClient,
  member: string,
  node: SyntaxNode,
  ctx: DetectorContext,
): string | undefined {
  const args = ctx.args(node)
  if (client.method !== undefined) {
    const text = args.positional[client.method]?.node.text ?? ''
    const named =
      /\b(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|MethodGet|MethodPost|MethodPut|MethodDelete|MethodPatch)\b/i.exec(
        text,
      )?.[1]
    if (named && client.on !== 'java') return named.replace(/^Method/, '').toUpperCase()
    if (client.on === 'java' && /exchange/.test(member)) return named?.toUpperCase()
  }
  const verb = client.member.exec(member)?.[1]
  if (verb && VERB.test(verb)) return verb.toUpperCase()
  if (verb === 'PostForm') return 'POST'
  const option = args.option('method')?.literal
  if (typeof option === 'string') return option.toUpperCase()
  if (args.option('method') || args.spread) return undefined
  const [, second] = args.positional
  const answered = second !== undefined && FUNCTIONS.has(second.node.type)
  if (client.on === 'script' && (!second || answered)) return 'GET'
  return second?.entries ? 'GET' : undefined
}

/** `client.get().uri("http://users/{id}", id)` of Spring's WebClient and RestClient. */
function visitUri(node: SyntaxNode, callee: string, ctx: DetectorContext): void {
  const [first] = ctx.args(node).positional
  const url = first ? urlText(first.node, ctx) : ''
  const method = /\.(get|post|put|patch|delete|head|options)\(\)\.uri$/.exec(callee)?.[1]
  const made = node.child('object')
  // A client that is known is told with its `get()`.
  if (made && clientOf(ctx.callee(made), made, ctx)) return
  if (!method || !/^(https?:|lb:|\{env|\/)/.test(url) || isTestFile(ctx)) return
  addCall(ctx, {
    kind: 'http',
    callee,
    symbol: ctx.symbol(node),
    region: node.region,
    method: method.toUpperCase(),
    url: url.slice(0, 200),
  })
}

function addCall(ctx: DetectorContext, fact: OutgoingFact): void {
  ctx.flow.outgoing = [...(ctx.flow.outgoing ?? []), fact]
}

/** Requests over HTTP, with what is known of where they go. */
export const httpCalls: Detector = {
  rules: [],
  nodeTypes: ['call_expression', 'call', 'method_invocation'],
  visit(node, ctx) {
    const callee = ctx.callee(node)
    if (callee.endsWith(')') || callee === '') return
    if (ctx.language === 'java' && callee.endsWith('.uri')) return visitUri(node, callee, ctx)
    const known = clientOf(callee, node, ctx)
    const found = known ?? inherited(callee, node, ctx) ?? elsewhere(callee, node, ctx)
    if (!found || isTestFile(ctx)) return
    const { client, member } = found
    const args = ctx.args(node)
    const first = args.positional[client.url]
    // `axios({ url, method })`, `request({ uri })`: everything in one object.
    const address = first?.entries ? (args.option('url') ?? args.option('uri')) : first
    const behind = ctx.language === 'java' ? uriBehind(node, ctx) : undefined
    const argument = behind ?? (address ?? args.named.get('url'))?.node
    const url = argument ? urlText(argument, ctx) : ''
    const method = methodOf(client, member, node, ctx)
    const timeout = args.option('timeout') ?? args.option('signal')
    const full = /^(https?:|\{env)/.test(url) ? url : joined(baseOf(callee, node, ctx), url)
    addCall(ctx, {
      kind: 'http',
      callee,
      symbol: ctx.symbol(node),
      region: node.region,
      ...(found.unsure ? { unsure: true } : {}),
      ...(method ? { method } : {}),
      ...(full && full !== '{}' ? { url: full.slice(0, 200) } : {}),
      ...(/idempoten|x-request-id|dedup/i.test(node.text) ? { keyed: true as const } : {}),
      ...(timeout ? { timeout: timeout.node.text.replace(/\s+/g, ' ').slice(0, 60) } : {}),
    })
  },
}
