import { isRecord, textOf } from '@/lib/findings/shape'
import { attemptsWords } from '@/lib/format/attempts'
import { symbolAt } from '@/lib/retry-paths/product'
import type { FlowItem } from './types'

/** A segment as a scan stored it: `data` of its version (docs/formats/sarif.md). */
interface Stored {
  segment: Record<string, unknown>
  flow: unknown[]
}

/** Calls go out through these; what repeats there is met last. */
const CLIENTS = new Set(['sdk-default', 'client-setting', 'gateway', 'mesh'])
const DELIVERIES = new Set(['queue', 'job'])

/**
 * What a request meets on one way out, in order: what delivers it again, then each function with
 * what repeats and what bounds waiting in it, then the client that sends.
 */
export function itemsOf({ segment, flow }: Stored): FlowItem[] {
  const layers = records(segment.layers)
  const limits = records(segment.limits)
  const fanOuts = records(segment.fanOut).map((said, nth) => ({ said, nth }))
  const places = functionsOf(flow)
  const inside = layers.filter((layer) => !isEdge(layer))
  const at = new Map(inside.map((layer, i) => [layer, placeIndex(inside.slice(i), places)]))
  const items = layers.filter((layer) => DELIVERIES.has(kindOf(layer))).map(layerItem)
  for (const [i, place] of places.entries()) {
    const here = inside.filter((layer) => at.get(layer) === i)
    // A helper's layer, written elsewhere, stands around the call that leads here.
    items.push(...here.filter((layer) => !isAt(layer, place)).map(layerItem))
    items.push(functionItem(place))
    const each = fanOuts.filter(({ said }) => said.at === i)
    for (const layer of here.filter((one) => isAt(one, place))) {
      const outside = layers.indexOf(layer)
      while (each[0] && Number(each[0].said.outer) <= outside) {
        items.push(...each.splice(0, 1).map(fanOutItem))
      }
      items.push(layerItem(layer))
    }
    items.push(...each.map(fanOutItem))
    items.push(...limits.filter((limit) => limit.at === i).map(limitItem))
  }
  const rest = layers.filter((layer) => (at.get(layer) ?? -1) < 0 && !DELIVERIES.has(kindOf(layer)))
  items.push(...rest.map(layerItem))
  return items
}

/** What of a way cannot be told, plainly. */
export function unknownOf({ segment }: Stored): string[] {
  const outgoing = isRecord(segment.outgoing) ? segment.outgoing : {}
  const limits = records(segment.limits)
  const said = records(segment.layers)
    .filter(({ attempts }) => attempts === 'unknown')
    .map((layer) => {
      const basis = textOf(layer, 'basis')
      return `How often ${textOf(layer, 'mechanism') ?? 'a layer'} repeats is not written where it can be read${basis ? ` (${basis})` : ''}.`
    })
  for (const limit of limits) {
    if (limit.source === 'unknown') {
      said.push(
        `The ${kindOf(limit) === 'timeout' ? 'time limit' : 'limit'} of ${textOf(limit, 'mechanism') ?? 'a client'} is ${textOf(limit, 'basis') ?? 'set elsewhere'}, which is not read.`,
      )
    }
  }
  const kind = textOf(outgoing, 'kind')
  if (kind === 'none') return ['No call out of the process is seen from here.']
  if (kind === 'call') {
    said.push(
      'Where the last call leads is not known: no function of this repository answers it, and it goes through no client that is known.',
    )
  }
  // A layer may limit each attempt, or all of them: a workflow's activity, a mesh.
  const bounded = records(segment.layers).some(({ perTry, deadline }) => perTry ?? deadline)
  if (!bounded && !limits.some((limit) => kindOf(limit) === 'timeout')) {
    said.push(
      'No time limit is seen on this way: whether and when it gives up is up to the client’s default, its configuration, or who calls.',
    )
  }
  return said
}

/** Where the first of these layers that stands in a function on the way stands; −1: none does. */
function placeIndex(layers: readonly Record<string, unknown>[], places: readonly Place[]): number {
  for (const layer of layers) {
    const index = places.findIndex((place) => isAt(layer, place))
    if (index >= 0) return index
  }
  return -1
}

const isAt = (layer: Record<string, unknown>, { path, symbol }: Place): boolean =>
  textOf(layer, 'path') === path && (textOf(layer, 'symbol') ?? '') === symbol

interface Place {
  path: string
  symbol: string
  line?: number
}

/** Functions on the way: steps of a segment's flow that enter or call one. */
function functionsOf(flow: readonly unknown[]): Place[] {
  return flow.filter(isRecord).flatMap((step) => {
    if (!/^(entry|calls) /.test(textOf(step, 'message') ?? '')) return []
    const line = typeof step.line === 'number' ? { line: step.line } : {}
    return { path: textOf(step, 'path') ?? '', symbol: textOf(step, 'symbol') ?? '', ...line }
  })
}

const isEdge = (layer: Record<string, unknown>) =>
  CLIENTS.has(kindOf(layer)) || DELIVERIES.has(kindOf(layer))

const functionItem = ({ path, symbol, line }: Place): FlowItem => ({
  kind: 'function',
  name: symbol || path,
  path,
  ...(symbol ? { symbol } : {}),
  ...(line === undefined ? {} : { line }),
})

function layerItem(layer: Record<string, unknown>): FlowItem {
  const { attempts } = layer
  const known = typeof attempts === 'number' || attempts === 'unbounded' ? attempts : 'unknown'
  return {
    kind: DELIVERIES.has(kindOf(layer)) ? 'redelivery' : 'retry',
    name: textOf(layer, 'mechanism') ?? kindOf(layer),
    says: attemptsWords(known),
    ...texts(layer, ['basis', 'source', 'condition', 'delay', 'deadline', 'perTry']),
    ...placeOf(layer),
  }
}

function fanOutItem({ said, nth }: { said: Record<string, unknown>; nth: number }): FlowItem {
  return {
    kind: 'fan-out',
    name: `each of ${textOf(said, 'over') ?? 'something'}`,
    says: `× ${symbolAt(nth)}`,
    ...placeOf(said),
  }
}

function limitItem(limit: Record<string, unknown>): FlowItem {
  const kind = kindOf(limit)
  return {
    kind: kind === 'pool' || kind === 'breaker' ? kind : 'timeout',
    name: textOf(limit, 'mechanism') ?? kind,
    says: textOf(limit, 'value') ?? 'not written here',
    ...texts(limit, ['basis', 'source']),
    ...placeOf(limit),
  }
}

function placeOf(item: Record<string, unknown>) {
  const line = typeof item.line === 'number' ? { line: item.line } : {}
  return { ...texts(item, ['path', 'symbol']), ...line }
}

function texts<N extends string>(item: Record<string, unknown>, names: N[]) {
  const found: { [K in N]?: string } = {}
  for (const name of names) {
    const text = textOf(item, name)
    if (text !== null) found[name] = text
  }
  return found
}

const kindOf = (item: Record<string, unknown>): string => textOf(item, 'kind') ?? 'unknown'

const records = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter(isRecord) : []
