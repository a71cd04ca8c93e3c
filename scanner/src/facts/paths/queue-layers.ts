import type { FileFacts, RetryLayer } from '../../model'
import type { LayersAt } from './layers-at'
import type { Names } from './names'
import { type Place, placeOf } from './place'
import type { PlacedLayer } from './placed-layer'

/** How often each queue of a commit is delivered. */
export class QueueLayers {
  readonly #layers = new Map<string, PlacedLayer>()

  constructor(
    readonly names: Names,
    readonly layersAt: LayersAt,
  ) {}

  of(name: string): PlacedLayer | undefined {
    return this.#layers.get(name)
  }

  /** Attempts of a queue: as its definition or any of its producers sets them, the most counts. */
  learn(path: string, facts: FileFacts): void {
    const layers = facts.retryLayers.filter(
      (one) => one.kind === 'queue' && one.repeats.length === 0,
    )
    if (layers.length === 0) return
    const layerAt = (line: number, column: number) =>
      layers.find((one) => one.region.startLine === line && one.region.startColumn === column)
    for (const queue of facts.flow?.queues ?? []) {
      const layer = layerAt(queue.region.startLine, queue.region.startColumn)
      if (layer) this.#add(this.names.textOf(queue.name, path), layer, path, facts)
    }
    for (const one of facts.flow?.outgoing ?? []) {
      if (one.kind !== 'queue') continue
      const layer = layerAt(one.region.startLine, one.region.startColumn)
      if (!layer) continue
      const queue = one.name
        ? { name: one.name, path }
        : this.#queueOf(one.callee, placeOf(one.symbol, path, facts))
      if (queue) this.#add(this.names.textOf(queue.name, queue.path), layer, path, facts)
    }
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

const weight = ({ attempts }: RetryLayer): number =>
  typeof attempts === 'number'
    ? attempts
    : attempts === 'unbounded'
      ? Number.POSITIVE_INFINITY
      : 1.5
