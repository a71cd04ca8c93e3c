import type { FileFacts, QueueFact, Region, RetryLayer } from '../../model'
import { EVERY_QUEUE } from '../flow/queues'
import type { LayersAt } from './layers-at'
import type { Names } from './names'
import { type Place, placeOf } from './place'
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

/** How often each queue of a commit is delivered. */
export class QueueLayers {
  readonly #layers = new Map<string, PlacedLayer>()

  constructor(
    readonly names: Names,
    readonly layersAt: LayersAt,
  ) {}

  /** Redelivery of a queue, as a file that takes from it sees it. */
  of(name: string, path: string): PlacedLayer | undefined {
    const own = this.#layers.get(name)
    if (own) return own
    for (
      let folder: string | undefined = homeOf(path);
      folder !== undefined;
      folder = above(folder)
    ) {
      const every = this.#layers.get(everyIn(folder))
      if (every) return every
    }
    return undefined
  }

  /** Attempts of a queue: as its definition or any of its producers sets them, the most counts. */
  learn(path: string, facts: FileFacts): void {
    for (const queue of facts.flow?.queues ?? []) this.#learnQueue(queue, path, facts)
    if (!facts.retryLayers.some(isDelivery)) return
    for (const one of facts.flow?.outgoing ?? []) {
      if (one.kind !== 'queue') continue
      const layer = deliveryAt(one.region, facts)
      if (!layer) continue
      const queue = one.name
        ? { name: one.name, path }
        : this.#queueOf(one.callee, placeOf(one.symbol, path, facts))
      if (queue) this.#add(this.names.textOf(queue.name, queue.path), layer, path, facts)
    }
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
    if (own) this.#add(name, own, path, facts)
    else if (made && whole) this.#add(name, whole, made.path, made.facts)
  }

  #queueOf(callee: string, at: Place): { name: string; path: string } | undefined {
    const found = this.names.queueOf(callee, at)
    return found && { name: found.queue.name, path: found.path }
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
