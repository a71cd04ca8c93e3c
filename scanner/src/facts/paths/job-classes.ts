import type { FileFacts, RetryLayer } from '../../model'
import type { EntryPoint } from './entry-points'
import type { TypeAt } from './implementations'
import type { LayersAt } from './layers-at'
import type { Names } from './names'
import { placeOf } from './place'
import type { PlacedLayer } from './placed-layer'
import { isTestPath } from './test-paths'
import type { Types } from './types'

/** What does the work of a job that is a class. */
const WORK = ['perform', 'handle', 'process', 'execute', 'run', 'work']

/** Entry points of jobs that are classes: what they extend puts them on a queue. */
export class JobClasses {
  constructor(
    readonly types: Types,
    readonly names: Names,
    readonly files: ReadonlyMap<string, FileFacts>,
    readonly layersAt: LayersAt,
  ) {}

  points(): EntryPoint[] {
    const roots = new Map<object, TypeAt>()
    for (const [path, { flow }] of this.files) {
      if (!flow?.jobClasses || isTestPath(path)) continue
      for (const { symbol } of flow.jobClasses) {
        const root = this.#rootOf(symbol, path)
        if (root) roots.set(root.fact, root)
      }
    }
    const jobs = new Map<object, TypeAt>()
    for (const root of roots.values())
      for (const one of this.types.below(root)) if (!one.fact.open) jobs.set(one.fact, one)
    return [...jobs.values()].flatMap((one) => this.#point(one))
  }

  /** Options of classes whose work is known to be put on a queue. */
  chosen(): PlacedLayer[] {
    return [...this.files].flatMap(([path, facts]) =>
      isTestPath(path)
        ? []
        : (facts.flow?.jobClasses ?? [])
            .filter(({ symbol }) => this.#rootOf(symbol, path))
            .map((layer) => ({ layer, home: { path, facts } })),
    )
  }

  /** The class, or the one that it extends, that puts its work on a queue. */
  #rootOf(symbol: string, path: string): TypeAt | undefined {
    const type = this.types.find(symbol, path)
    return type && this.#lineOf(type).find((one) => this.#sends(one))
  }

  /** A class and what it extends. */
  #lineOf(type: TypeAt): TypeAt[] {
    return [type, ...this.types.above(type)]
  }

  /** Whether a method puts the class itself on a queue that is known to be made: any may send others. */
  #sends({ path, name }: TypeAt): boolean {
    const facts = this.files.get(path)
    return (facts?.flow?.outgoing ?? []).some(
      ({ kind, symbol, callee, ownClass }) =>
        ownClass &&
        facts !== undefined &&
        kind === 'queue' &&
        symbol.startsWith(`${name}.`) &&
        this.names.queueOf(callee, placeOf(symbol, path, facts)) !== undefined,
    )
  }

  #point(type: TypeAt): EntryPoint[] {
    const place = WORK.map((method) => this.types.inherited(type, method)).find(Boolean)
    if (!place) return []
    const layer = this.#layerOf(type)
    return [
      {
        kind: 'job',
        label: type.name,
        keys: [`task:${type.name}`],
        place,
        layers: layer ? [layer] : [],
      },
    ]
  }

  /** The nearest options count: a class says it anew for itself. */
  #layerOf(type: TypeAt) {
    for (const { path, name } of this.#lineOf(type)) {
      const facts = this.files.get(path)
      const own: RetryLayer | undefined = facts?.flow?.jobClasses?.find(
        (one) => one.symbol === name,
      )
      if (!facts || !own) continue
      const placed = this.layersAt.placed(own, { path, facts })
      return placed.layer.attempts === 1 ? undefined : placed
    }
    return undefined
  }
}
