import type { OutgoingFact } from '../../model'
import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import { attemptsOf, termsOf } from '../retry/knobs'
import { libraryOf } from '../retry/libraries'
import { addLayer, fromRow } from '../retry/report-layer'
import { symbolOf } from '../symbols'
import { isTestFile } from '../test-files'
import { template } from './routes'

const CLIENTS =
  /^(org\.springframework\.cloud\.openfeign|org\.eclipse\.microprofile\.rest\.client|io\.micronaut\.http\.client\.annotation|org\.springframework\.web\.service\.annotation)/
const KAFKA = 'io.micronaut.configuration.kafka.annotation'
const VERB =
  /^(Get|Post|Put|Patch|Delete|Request)(?:Mapping|Exchange)$|^(GET|POST|PUT|PATCH|DELETE|HEAD)$|^(Get|Post|Put|Patch|Delete|Head)$/

const marksOf = (node: SyntaxNode): readonly SyntaxNode[] => node.first('modifiers')?.children ?? []

function textIn(mark: SyntaxNode | undefined, names: readonly string[], ctx: DetectorContext) {
  if (!mark) return ''
  const args = ctx.args(mark)
  const values = [...names.map((name) => args.option(name)), args.positional[0]]
  const found = values.find((value) => typeof value?.literal === 'string')?.literal
  return typeof found === 'string' ? found : ''
}

/** Method and path that an interface's method asks for. */
function asked(
  method: SyntaxNode,
  ctx: DetectorContext,
): { verb: string; path: string } | undefined {
  const marks = marksOf(method)
  const mark = marks.find((one) => VERB.test(ctx.callee(one)))
  if (!mark) return undefined
  const [, spring, jax, micronaut] = VERB.exec(ctx.callee(mark)) ?? []
  const written = /RequestMethod\.([A-Z]+)/.exec(mark.text)?.[1]
  const named =
    spring === 'Request' ? (written ?? 'ANY') : (spring ?? micronaut ?? '').toUpperCase()
  const at = jax ? marks.find((one) => ctx.callee(one) === 'Path') : mark
  return { verb: jax ?? named, path: textIn(at, ['value', 'path', 'uri', 'url'], ctx) }
}

const EXCHANGE = 'org.springframework.web.service.annotation'

/** What `@HttpExchange` says is an address, or a path behind that of the client it is given to. */
function exchangeOf(mark: SyntaxNode, ctx: DetectorContext) {
  const named = textIn(mark, ['url', 'value'], ctx)
  if (/^https?:/.test(named)) return { base: '', known: named.replace(/\/$/, '') }
  // `${users.url}/v1`: a property of the application is the address of the client.
  const path = named.replace(/^\$\{[^{}]*\}(?=\/|$)/, '').replace(/\$\{[^{}]*\}/g, '{}')
  return named.startsWith('${') && path.startsWith('{}')
    ? { base: '' }
    : { base: `/${path}`, known: '{}' }
}

/** The annotation that makes an interface a client; Spring's exchanges may stand on its methods alone. */
function clientMark(node: SyntaxNode, ctx: DetectorContext): SyntaxNode | undefined {
  const is = (known: RegExp) => (mark: SyntaxNode) =>
    ctx.resolveAll(mark).some(({ module }) => known.test(module))
  const own = marksOf(node).find(is(CLIENTS))
  if (own || !ctx.importedModules.some((one) => one.startsWith(EXCHANGE))) return own
  const methods = node.child('body')?.children.filter(({ type }) => type === 'method_declaration')
  return methods?.flatMap(marksOf).find(is(CLIENTS))
}

/** Where a client's requests go: a URL, a service's name or, in Micronaut, a path alone. */
function addressOf(mark: SyntaxNode, own: SyntaxNode | undefined, ctx: DetectorContext) {
  const named = textIn(mark, ['url'], ctx) || textIn(mark, ['id', 'name', 'value'], ctx)
  const host = named.startsWith('/') ? '' : named
  const path = textIn(mark, ['path'], ctx) || textIn(own, ['value', 'path'], ctx)
  const known = /^https?:/.test(host) ? host.replace(/\/$/, '') : `http://${host.toLowerCase()}`
  return {
    base: named.startsWith('/') ? named + path : path,
    ...(host && !host.includes('${') ? { known } : {}),
  }
}

const RETRYER = 'bean:feign.Retryer'
/** The file has a class that says how often clients repeat which name it. */
export const OWN_RETRYER = 'own:feign.Retryer'

/** Classes that a Feign client's annotation names, `configuration = Retries.class`, else beans for all. */
function configuredBy(mark: SyntaxNode | undefined, ctx: DetectorContext): string[] {
  if (!mark || !ctx.resolveAll(mark).some(({ module }) => /openfeign/.test(module))) return []
  const text = ctx.args(mark).option('configuration')?.node.text
  return [...(text?.match(/[\w.]+(?=\.class\b)/g) ?? []), RETRYER]
}

/**
 * `@Configuration class … { @Bean Retryer … }`: every Feign client of the application repeats as it
 * says (Spring Cloud OpenFeign, "Overriding Feign Defaults").
 */
export const clientBeans: Detector = {
  rules: [],
  languages: ['java'],
  nodeTypes: ['method_declaration'],
  visit(node, ctx) {
    if (!/(^|\.)Retryer$/.test(node.child('type')?.text ?? '') || isTestFile(ctx)) return
    const holder = node.parent?.parent
    const has = (marks: readonly SyntaxNode[], name: RegExp) =>
      marks.some((one) => name.test(ctx.callee(one)))
    if (!holder || !has(marksOf(node), /^Bean$/)) return
    const forAll = has(marksOf(holder), /^(Configuration|AutoConfiguration|SpringBootApplication)$/)
    ctx.flow.settings = { ...ctx.flow.settings, [forAll ? RETRYER : OWN_RETRYER]: null }
  },
}

/** A function that does nothing but send: the one call in it stands for the request. */
function declareCall(
  method: SyntaxNode,
  sent: Pick<OutgoingFact, 'kind' | 'method' | 'url' | 'name' | 'configured'>,
  ctx: DetectorContext,
): void {
  const symbol = symbolOf(method)
  const { region } = method
  const callee = `@client.${symbol}`
  ctx.declare({ symbol, region, exported: true, async: false, calls: [callee] })
  ctx.flow.outgoing = [...(ctx.flow.outgoing ?? []), { ...sent, callee, symbol, region }]
}

/** `@Retryable` on a client or on a method of it repeats the one request of each. */
function declareRetries(client: SyntaxNode, methods: readonly SyntaxNode[], ctx: DetectorContext) {
  const rowOf = (mark: SyntaxNode) => libraryOf('java', ctx.resolveAll(mark), ['decorator'])
  const whole = marksOf(client).find(rowOf)
  for (const [i, method] of methods.entries()) {
    const own = marksOf(method).find(rowOf)
    const mark = own ?? whole
    const row = mark && rowOf(mark)
    if (!mark || !row) continue
    const symbol = symbolOf(method)
    const layer = {
      ...fromRow(row, attemptsOf(row, mark, ctx)),
      ...termsOf(mark, ctx),
      symbol,
      repeats: [`@client.${symbol}`],
    }
    // One annotation on the whole client is one decision; one on a method was told with the method.
    if (!own && i === 0) addLayer(ctx, mark, layer)
    else if (layer.attempts !== 1) ctx.layer({ ...layer, region: mark.region })
  }
}

/**
 * Methods of declarative clients, `@FeignClient(name = "users") interface Users { @GetMapping … }`:
 * each is a function that sends one request, or one message.
 */
export const declaredClients: Detector = {
  rules: [],
  languages: ['java'],
  nodeTypes: ['interface_declaration'],
  visit(node, ctx) {
    const marks = marksOf(node)
    const from = (mark: SyntaxNode) => ctx.resolveAll(mark)
    const mark = clientMark(node, ctx)
    const kafka = marks.some((one) =>
      from(one).some(({ module, member }) => module === KAFKA && member === 'KafkaClient'),
    )
    if ((!mark && !kafka) || isTestFile(ctx)) return
    const own = marks.find((one) => /^(Path|RequestMapping)$/.test(ctx.callee(one)))
    const whole = mark && marks.includes(mark) ? mark : undefined
    const exchange = mark && from(mark).some(({ module }) => module === EXCHANGE)
    const address = exchange
      ? whole
        ? exchangeOf(whole, ctx)
        : { base: '', known: '{}' }
      : mark && addressOf(mark, own, ctx)
    const configured = configuredBy(mark, ctx)
    const by = configured.length > 0 ? { configured } : {}
    const sending: SyntaxNode[] = []
    for (const method of node.child('body')?.children ?? []) {
      if (method.type !== 'method_declaration') continue
      const topic = marksOf(method).find((one) => kafka && ctx.callee(one) === 'Topic')
      const name = textIn(topic, ['value'], ctx)
      const found = address && asked(method, ctx)
      if (name) declareCall(method, { kind: 'topic', name: `=${name}` }, ctx)
      else if (found) {
        const path = template(`${address.base}/${found.path}`.replace(/\/{2,}/g, '/'))
        const url = address.known ? { url: address.known + path } : {}
        declareCall(method, { kind: 'http', method: found.verb, ...url, ...by }, ctx)
      } else continue
      sending.push(method)
    }
    declareRetries(node, sending, ctx)
  },
}
