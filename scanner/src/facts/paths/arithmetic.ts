import type { Attempts, RetryLayer, RetryLayerKind } from '../../model'
import { databaseErrors } from './errors'
import { type Gate, gateOf } from './gates'
import type { Outgoing } from './outgoing'
import { type PlacedLayer, regionOf } from './placed-layer'
import { roomFor, shortestTime, timeData } from './time'

const WORD: Record<RetryLayerKind, string> = {
  'sdk-default': 'SDK',
  'client-setting': 'client',
  wrapper: 'wrapper',
  decorator: 'decorator',
  loop: 'loop',
  queue: 'queue',
  job: 'job',
  gateway: 'gateway',
  mesh: 'mesh',
  workflow: 'workflow',
}

/** Product of attempts; what is unbounded or unknown is never counted as one. */
export function productOf(layers: readonly RetryLayer[]): Attempts {
  if (layers.some((one) => one.attempts === 'unbounded')) return 'unbounded'
  let product = 1
  for (const { attempts } of layers) {
    if (typeof attempts !== 'number') return 'unknown'
    product *= attempts
  }
  return product
}

/** `3 SDK`, as it stands in the arithmetic. */
export const factorOf = (layer: RetryLayer): string => `${layer.attempts} ${WORD[layer.kind]}`

/** `, × N` for each loop or fan-out: a factor that nobody can know stays a symbol. */
export const timesN = (fanOuts: number): string =>
  fanOuts === 0
    ? ''
    : `, × ${Array.from({ length: fanOuts }, (_, i) => 'NMKLPQ'[i] ?? '…').join(' × ')}`

/** `3 wrapper × 3 SDK = 9`, and `, × N` where it happens for each of something. */
export function arithmeticOf(layers: readonly RetryLayer[], fanOuts = 0): string {
  return `${layers.map(factorOf).join(' × ')} = ${productOf(layers)}${timesN(fanOuts)}`
}

const LEAVES_OUT_POST = /not for POST|no retry for POST|^GET, /
/** What does not fail with a database's errors. */
const SENT = new Set<Outgoing['kind']>(['http', 'grpc', 'queue', 'topic', 'task'])
const UNSAFE = /^(POST|PATCH)$/

export interface Sum {
  naive: Attempts
  /** Without what has no end. */
  bounded: Attempts
  gated: Attempts
  /** Layers that still multiply after the gates. */
  standing: PlacedLayer[]
  gates: { reason: string; removes?: string; path?: string; line?: number }[]
}

const heavy = ({ attempts }: RetryLayer): number =>
  attempts === 'unbounded' ? Infinity : attempts === 'unknown' ? 0 : attempts

/**
 * Why a layer does not multiply with another one that chooses its errors by another function: of what
 * one gives up on the other is not known to repeat anything. The one with most attempts stands.
 */
function otherQuestion(layers: readonly PlacedLayer[], at: number): string | undefined {
  const layer = layers[at]?.layer
  const plain = (name?: string) => name?.replace(/^.*\./, '')
  if (!layer?.asks) return undefined
  for (const [i, { layer: other }] of layers.entries()) {
    if (!other.asks || plain(other.asks) === plain(layer.asks)) continue
    const more = heavy(other) - heavy(layer)
    if (more < 0 || (!(more > 0) && i < at)) continue
    const where = i > at ? 'inside' : 'around it'
    return `it repeats what ${layer.asks} says, the layer ${where} what ${other.asks} says`
  }
  return undefined
}

/** Both products of a path: as written, and after what takes factors away. */
export function sumOf(
  layers: readonly PlacedLayer[],
  gates: readonly Gate[],
  { kind, method, keyed }: Pick<Outgoing, 'kind' | 'method' | 'keyed'>,
): Sum {
  const told: Sum['gates'] = []
  const standing = layers.filter((one, at) => {
    const { layer } = one
    const gate = gateOf(layer, layers.length - at, gates)
    if (gate) {
      const { reason, path, line } = gate
      told.push({ reason, removes: factorOf(layer), path, line })
      return false
    }
    const database = SENT.has(kind) ? databaseErrors(layer) : undefined
    if (database) {
      told.push({ reason: `it repeats only on ${database}`, removes: factorOf(layer) })
      return false
    }
    if (layer.idle) {
      told.push({ reason: layer.idle, removes: factorOf(layer) })
      return false
    }
    const other = otherQuestion(layers, at)
    if (other) {
      told.push({ reason: other, removes: factorOf(layer) })
      return false
    }
    if (kind === 'queue' && keyed) {
      const reason = 'the queue does not take a job again whose id it has'
      told.push({ reason, removes: factorOf(layer) })
      return false
    }
    if (method && UNSAFE.test(method) && LEAVES_OUT_POST.test(layer.condition ?? '')) {
      told.push({
        reason: `${layer.mechanism} does not repeat ${method}`,
        removes: factorOf(layer),
      })
      return false
    }
    return true
  })
  for (const { layer } of standing) {
    // It limits what all requests repeat together: one alone may still take every attempt.
    if (layer.budget) told.push({ reason: `budget of ${layer.mechanism}: ${layer.budget}` })
  }
  const timed = standing.map((one, at) => {
    const inside = shortestTime(standing.slice(at + 1))
    const room = roomFor(one, inside)
    if (room === undefined) return one.layer
    const { mechanism, deadline } = one.layer
    const pauses = `the pauses of ${mechanism}${inside > 0 ? ' and of what is inside' : ''}`
    const reason = `${pauses} leave room for ${room} within its deadline (${deadline})`
    told.push({ reason, removes: `${factorOf(one.layer)} beyond ${room}` })
    return { ...one.layer, attempts: room }
  })
  const plain = layers.map(({ layer }) => layer)
  return {
    naive: productOf(plain),
    bounded: productOf(plain.filter((one) => one.attempts !== 'unbounded')),
    gated: productOf(timed),
    standing,
    gates: told,
  }
}

/** More of a condition is not told, though it counts. */
const MAX_SHOWN = 120
const shown = (text: string) => (text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text)

/** A layer as findings and segments tell it. */
export function layerData(placed: PlacedLayer): Record<string, unknown> {
  const { layer, home } = placed
  return {
    kind: layer.kind,
    mechanism: layer.mechanism,
    attempts: layer.attempts,
    basis: layer.basis,
    source: layer.source,
    path: home.path,
    line: regionOf(placed).startLine,
    symbol: layer.symbol,
    ...(layer.condition ? { condition: shown(layer.condition) } : {}),
    ...(layer.delay ? { delay: layer.delay } : {}),
    ...(layer.deadline ? { deadline: layer.deadline } : {}),
    ...(layer.perTry ? { perTry: layer.perTry } : {}),
    ...timeData({ layer, home }),
    ...(layer.budget ? { budget: layer.budget } : {}),
    ...(layer.key ? { key: layer.key } : {}),
    ...(layer.counts ? { counts: layer.counts } : {}),
    ...(layer.confidence ? { confidence: layer.confidence } : {}),
  }
}
