import type { DetectorContext, SyntaxNode, Value } from '../detector'
import { type Counted, counted } from '../retry/knobs'
import { optionIn } from '../retry/options-elsewhere'
import { addLayer } from '../retry/report-layer'
import { FUNCTIONS } from '../symbols'

const OPTION = 'attempts'
const OBJECTS = /^(object|as_expression|satisfies_expression)$/

/** Deliveries that one message asks for, in options that are written in place or made elsewhere. */
function said({ node, entries }: Value, ctx: DetectorContext): Counted | undefined {
  const own = entries?.get(OPTION)
  const found = optionIn(node, OPTION, ctx)
  if (found?.open) {
    const basis = `${OPTION}: ${(own?.node ?? found.open).text.replace(/\s+/g, ' ').slice(0, 60)}`
    return { attempts: 'unknown', basis, explicit: true }
  }
  const value = found?.value ?? own
  if (value) return counted(value, 'attempts', `${OPTION}: `)
  if (found?.name === undefined) return undefined
  const given = { name: found.name, counts: 'attempts' as const }
  return { attempts: 1, basis: `default of a job`, explicit: false, given }
}

const WRAPS =
  /^(parenthesized_expression|as_expression|satisfies_expression|await_expression|non_null_expression|spread_element)$/

type Found = SyntaxNode | 'elsewhere'

/**
 * Objects that are messages themselves, where they are written: what lies in one is its payload.
 * `elsewhere` stands for messages of which nothing is written here.
 */
function messagesIn(node: SyntaxNode | null | undefined, ctx: DetectorContext): Found[] {
  if (!node) return ['elsewhere']
  if (node.type === 'object') return [node]
  if (WRAPS.test(node.type)) return messagesIn(node.children[0], ctx)
  if (FUNCTIONS.has(node.type)) {
    const body = node.child('body')
    if (body?.type !== 'statement_block') return messagesIn(body, ctx)
    const back = [...body.descendants(FUNCTIONS)].filter((one) => one.type === 'return_statement')
    return back.flatMap((one) => messagesIn(one.children[0], ctx))
  }
  if (node.type === 'call_expression') {
    const callee = ctx.callee(node)
    const [first, second] = ctx.args(node).positional
    if (/\.(map|flatMap)$/.test(callee)) return messagesIn(first?.node, ctx)
    if (callee === 'Promise.all') return messagesIn(first?.node, ctx)
    return callee === 'Array.from' ? messagesIn(second?.node, ctx) : ['elsewhere']
  }
  if (node.type === 'ternary_expression') {
    return ['consequence', 'alternative'].flatMap((one) => messagesIn(node.child(one), ctx))
  }
  if (node.type !== 'array') return ['elsewhere']
  const all = node.children.filter(({ type }) => type !== 'comment')
  return all.flatMap((one) => messagesIn(one, ctx))
}

/** Of several messages those count that are delivered most; what is not known may be more. */
const weight = ({ attempts }: Counted): number =>
  attempts === 'unbounded' || attempts === 'unknown' ? Number.POSITIVE_INFINITY : attempts

/** Deliveries that a call asks for; `partly` where other messages of it do not say how many. */
export type Deliveries = Counted & { partly?: true }

/** `opts` of each of several messages, or of one that a schedule sends: the most count. */
function within(message: Value | undefined, ctx: DetectorContext): Deliveries | undefined {
  let most: Counted | undefined
  let silent = false
  for (const one of messagesIn(message?.node, ctx)) {
    const pairs = one === 'elsewhere' ? [] : one.children.filter(({ type }) => type === 'pair')
    const value = pairs.find((pair) => pair.child('key')?.text === 'opts')?.child('value')
    const count = value ? said(ctx.value(value), ctx) : undefined
    if (!count) silent = true
    else if (!most || weight(count) > weight(most)) most = count
  }
  return most && silent ? { ...most, partly: true } : most
}

/** How often what a call puts on a queue of BullMQ or Bull is delivered, where the call says it. */
export function deliveriesOf(
  callee: string,
  positional: readonly Value[],
  ctx: DetectorContext,
): Deliveries | undefined {
  if (callee.endsWith('.addBulk')) return within(positional[0], ctx)
  if (callee.endsWith('.upsertJobScheduler')) return within(positional[2], ctx)
  const [first] = positional
  const options = positional.at(-1)
  if (!options || positional.length < 2) return undefined
  // Of a name and one thing more, that is the message; it may have attempts of its own.
  const isMessage = positional.length === 2 && first !== undefined && !OBJECTS.test(first.node.type)
  return isMessage && !options.entries?.has(OPTION) ? undefined : said(options, ctx)
}

/** The layer of one message. */
export function addDelivery(
  node: SyntaxNode,
  { attempts, basis, explicit, limit, given }: Counted,
  ctx: DetectorContext,
): void {
  const backoff = ctx.args(node).option('backoff')
  addLayer(ctx, node, {
    kind: 'queue',
    mechanism: 'bullmq',
    ...{ attempts, basis },
    source: explicit ? 'explicit' : 'default',
    repeats: [],
    ...(limit ? { limit } : {}),
    ...(given ? { given } : {}),
    ...(backoff
      ? { delay: `backoff: ${backoff.node.text.replace(/\s+/g, ' ').slice(0, 80)}` }
      : {}),
  })
}
