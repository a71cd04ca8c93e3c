import type { DetectorContext, SyntaxNode } from '../detector'
import { familyOf } from '../languages'
import { makerOf } from '../makers'
import { CLASSES, givenTo, OWN } from '../scopes'
import { FUNCTIONS } from '../symbols'
import { HTTP_CLIENTS, type HttpClient } from './http-clients'
import { urlText } from './url-text'

/** A call on an HTTP client, and its member that is called. */
export interface Found {
  client: HttpClient
  member: string
  /** Only where what it is called on is found to be a client. */
  unsure?: true
}

const VERB = /^(get|post|put|patch|delete|head|options)$/
const NO_END: ReadonlySet<string> = new Set()
const ANY: Partial<Record<string, HttpClient>> = {
  script: { on: 'script', module: /$^/, member: VERB, url: 0 },
  python: { on: 'python', module: /$^/, member: VERB, url: 0 },
}
const ROUTER = /(^|\.)(app|router|server|fastify|route|mock|nock|test_client)$/i

/** `axios.create({ baseURL })`, `httpx.Client(base_url=…)`: what a client puts in front of addresses. */
export function baseIn(made: SyntaxNode, ctx: DetectorContext): string {
  const args = ctx.args(made)
  const base = args.option('baseURL') ?? args.option('prefixUrl') ?? args.option('base_url')
  return base ? urlText(base.node, ctx) : ''
}

/** What stands in front of the address of a call: as its client is made, or its class says. */
export function baseOf(callee: string, call: SyntaxNode, ctx: DetectorContext): string {
  const root = callee.replace(OWN, '').split('.')[0] ?? ''
  if (callee === `this.${root}`) {
    const own = givenTo('this.baseURL', call, ctx.root)
    return own ? urlText(own, ctx) : ''
  }
  const around = OWN.test(callee) ? call.ancestor(CLASSES) : null
  const field = around && makerOf(givenTo(`this.${root}`, call, ctx.root))
  const made = around ? (field ? [field] : []) : ctx.bindings().makersAt(root, call)
  // Of clients that differ none is known to be this one.
  const bases = new Set(made.map((one) => baseIn(one, ctx)))
  const [base = ''] = bases
  return bases.size === 1 ? base : ''
}

/** An address behind what its client puts in front of it. */
export const joined = (base: string, url: string): string =>
  base && !url.startsWith('/') ? `${base.replace(/\/$/, '')}/${url}` : base.replace(/\/$/, '') + url

/** `this.get('/users')` in a class that extends a library's client. */
export function inherited(
  callee: string,
  node: SyntaxNode,
  ctx: DetectorContext,
): Found | undefined {
  const member = /^(?:this|self)\.(\w+)$/.exec(callee)?.[1]
  if (!member || !/^(get|post|put|patch|delete|head|options|request)$/.test(member))
    return undefined
  const holder = node.ancestor(CLASSES, NO_END)
  const list = holder?.child('superclasses') ?? holder?.first('class_heritage')
  for (const name of list?.text.match(/[A-Za-z_$][\w$.]*/g) ?? []) {
    const origin = ctx.resolve(name)
    const client = HTTP_CLIENTS.find(
      (one) =>
        one.on === familyOf(ctx.language) &&
        !one.global &&
        one.module.test(origin?.module ?? '') &&
        one.member.test(member),
    )
    if (client) return { client, member }
  }
  return undefined
}

/** `api.get('/users')` on what another file may have made: whether it is a client is seen over all. */
export function elsewhere(
  callee: string,
  node: SyntaxNode,
  ctx: DetectorContext,
): Found | undefined {
  const dot = callee.lastIndexOf('.')
  const client = ANY[familyOf(ctx.language)]
  const [receiver, member] = [callee.slice(0, Math.max(dot, 0)), callee.slice(dot + 1)]
  if (!client?.member.test(member) || !/^[\w$.]+$/.test(receiver) || ROUTER.test(receiver)) return
  const { positional } = ctx.args(node)
  const [address] = positional
  if (!address || positional.slice(1).some(({ node: one }) => FUNCTIONS.has(one.type))) return
  if (!/^[`'"rf]*(\/|https?:|\$\{|\{)/.test(address.node.text)) return
  return { client, member, unsure: true as const }
}
