import type { FileFacts, OutgoingFact, QueueFact, Region, RetryLayer } from '../../model'
import { EVERY_QUEUE } from '../flow/queues'
import type { LayersAt } from './layers-at'
import type { Names } from './names'
import { placeOf } from './place'
import type { PlacedLayer } from './placed-layer'

const isDelivery = ({ kind, repeats }: RetryLayer) => kind === 'queue' && repeats.length === 0

/** The layer that stands where a queue is made or a message is put on one. */
const deliveryAt = ({ startLine, startColumn }: Region, { retryLayers }: FileFacts) =>
  retryLayers.find(
    (one) =>
      isDelivery(one) &&
      one.region.startLine === startLine &&
      one.region.startColumn === startColumn,
  )

/**
 * Queues of messages that say how often they are delivered, of those that do not, and files that put
 * some of these on a queue that nobody knows.
 */
interface Sent {
  saying: Set<string>
  silent: Set<string>
  unknown: string[]
}

/** How often each queue of a commit is delivered. */
export class QueueLayers {
  readonly #layers = new Map<string, PlacedLayer>()
  /** Files in which queues say themselves how often, if only once. */
  readonly #saying = new Map<string, string[]>()
  readonly #files: [path: string, facts: FileFacts][] = []
  #sent: Sent | undefined

  constructor(
    readonly names: Names,
    readonly layersAt: LayersAt,
  ) {}

  /** Redelivery of a queue, as a file that takes from it sees it. */
  of(name: string, path: string): PlacedLayer | undefined {
    const own = this.#layers.get(name)
    const folder = this.#wholeOf(path)
    const every = folder === undefined ? undefined : this.#layers.get(everyIn(folder))
    if (!every || (own && weight(own.layer) >= weight(every.layer))) return own
    const isHere = (file: string) => folder === '' || file.startsWith(`${folder}/`)
    if (this.#saying.get(name)?.some(isHere)) return own
    // What holds for every queue is said of no message that says it itself.
    this.#sent ??= this.#sentTo()
    const { saying, silent, unknown } = this.#sent
    return saying.has(name) && !silent.has(name) && !unknown.some(isHere) ? own : every
  }

  /** Folder of the application around a file that says something of all its queues. */
  #wholeOf(path: string): string | undefined {
    for (let at: string | undefined = homeOf(path); at !== undefined; at = above(at)) {
      if (this.#layers.has(everyIn(at))) return at
    }
    return undefined
  }

  /** Attempts of a queue: as its definition or any of its producers sets them, the most counts. */
  learn(path: string, facts: FileFacts): void {
    this.#files.push([path, facts])
    for (const queue of facts.flow?.queues ?? []) this.#learnQueue(queue, path, facts)
    if (!facts.retryLayers.some(isDelivery)) return
    for (const one of facts.flow?.outgoing ?? []) {
      if (one.kind !== 'queue') continue
      const layer = deliveryAt(one.region, facts)
      if (layer) this.#add(this.#nameOf(one, path, facts), layer, path, facts)
    }
  }

  #sentTo(): Sent {
    const found: Sent = { saying: new Set(), silent: new Set(), unknown: [] }
    for (const [path, facts] of this.#files) {
      for (const one of facts.flow?.outgoing ?? []) {
        if (one.kind !== 'queue') continue
        const name = this.#nameOf(one, path, facts)
        const says = !one.partly && (one.once || this.#says(one, path, facts))
        if (name !== undefined) found[says ? 'saying' : 'silent'].add(name)
        else if (!says) found.unknown.push(path)
      }
    }
    return found
  }

  /** Options of another file may leave open how often. */
  #says({ region }: OutgoingFact, path: string, facts: FileFacts): boolean {
    const layer = deliveryAt(region, facts)
    return (
      layer?.source === 'explicit' ||
      (layer && this.layersAt.placed(layer, { path, facts }).layer.source) === 'explicit'
    )
  }

  #nameOf({ name, callee, symbol }: OutgoingFact, path: string, facts: FileFacts) {
    if (name) return this.names.textOf(name, path)
    const found = this.names.queueOf(callee, placeOf(symbol, path, facts))
    return found && this.names.textOf(found.queue.name, found.path)
  }

  /** What is told functions of the repository's own that are known to make a queue of it. */
  chosen(path: string, facts: FileFacts): PlacedLayer[] {
    return (facts.flow?.queues ?? []).flatMap((queue) => {
      const layer = queue.made && deliveryAt(queue.region, facts)
      const made = layer && this.names.makerOf(queue, path)
      if (!layer || !made) return []
      return [{ layer: { ...layer, mechanism: made.queue.mechanism }, home: { path, facts } }]
    })
  }

  /** A queue says it itself, else the function that made it for all of its own. */
  #learnQueue(queue: QueueFact, path: string, facts: FileFacts): void {
    const made = queue.made && this.names.makerOf(queue, path)
    if (queue.made && !made) return
    const every = queue.name === EVERY_QUEUE
    const name = every ? everyIn(homeOf(path)) : this.names.textOf(queue.name, path)
    const own = deliveryAt(queue.region, facts)
    const whole = made && deliveryAt(made.queue.region, made.facts)
    if (name !== undefined && !every && (own || queue.once)) {
      this.#saying.set(name, [...(this.#saying.get(name) ?? []), path])
    }
    if (own) this.#add(name, own, path, facts)
    else if (made && whole) this.#add(name, whole, made.path, made.facts)
  }

  #add(name: string | undefined, layer: RetryLayer, path: string, facts: FileFacts): void {
    if (name === undefined) return
    const placed = this.layersAt.placed(layer, { path, facts })
    const before = this.#layers.get(name)
    if (placed.layer.attempts === 1) return
    if (before && weight(before.layer) >= weight(placed.layer)) return
    this.#layers.set(name, placed)
  }
}

/** Queues of one application. */
const everyIn = (folder: string) => `${folder}/${EVERY_QUEUE}`

/** An application is all of its `src`, else the folder of the file that sets it up and those below. */
const homeOf = (path: string) =>
  /^(.*?\/)??src(?=\/)/.exec(path)?.[0] ?? path.replace(/(^|\/)[^/]*$/, '')

function above(folder: string): string | undefined {
  return folder === '' || /(^|\/)src$/.test(folder) ? undefined : folder.replace(/(^|\/)[^/]*$/, '')
}

const weight = ({ attempts }: RetryLayer): number =>
  typeof attempts === 'number'
    ? attempts
    : attempts === 'unbounded'
      ? Number.POSITIVE_INFINITY
      : 1.5
