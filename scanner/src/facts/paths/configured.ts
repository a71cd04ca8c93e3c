import type { FileFacts, Finding, RetryLayer, Site } from '../../model'
import type { ConfigLayer, Target } from '../config/layer'
import { hostKey } from '../config/layer'
import type { Configured } from '../config/layers'
import { retryDecision } from '../retry/rule'
import { configPlace } from './config-place'
import type { EntryPoint } from './entry-points'
import { outsideOf } from './fan-outs'
import { localOf } from './local-names'
import type { Outgoing } from './outgoing'
import type { PlacedLayer } from './placed-layer'
import type { Way } from './reach'

type Call = Extract<Target, { to: 'call' }>

/** A way out with what configuration repeats between the call and its callee, innermost. */
function extended(way: Way, beyond: readonly PlacedLayer[]): Way {
  if (beyond.length === 0) return way
  const gates = way.gates.map((gate) => ({ ...gate, inside: gate.inside + beyond.length }))
  const fanOuts = outsideOf(way.fanOuts, beyond.length)
  return { ...way, layers: [...way.layers, ...beyond], gates, fanOuts }
}

const placed = new WeakMap<ConfigLayer, PlacedLayer>()

/** A configuration layer as those of code stand on a path. */
export function placedOf(layer: ConfigLayer): PlacedLayer {
  const before = placed.get(layer)
  if (before) return before
  const { file, line, endLine, targets: _, ...rest } = layer
  const place = configPlace({ ...file, line, endLine, symbol: layer.symbol })
  const own: RetryLayer = { ...rest, region: place.region, repeats: [] }
  const { path: __, ...site } = place
  const found = {
    layer: own,
    home: { path: file.path, facts: { sites: [decision(layer, site)] } },
  }
  placed.set(layer, found)
  return found
}

function decision(layer: ConfigLayer, site: Omit<Site, 'rule' | 'message'>): Site {
  const { mechanism, attempts, basis, source, key, counts, confidence } = layer
  const often =
    attempts === 'unbounded'
      ? 'without an upper bound'
      : attempts === 'unknown'
        ? 'a number of times that is not written here'
        : `up to ${attempts} times in all`
  return {
    ...site,
    rule: retryDecision.id,
    message: `${mechanism} makes a failing call again, ${often}.`,
    data: {
      anchor: mechanism,
      layer: layer.kind,
      attempts,
      basis,
      source,
      key,
      counts,
      confidence,
    },
  }
}

/** Decisions that somebody wrote into configuration; what is only a default nobody decided there. */
export function configDecisions(layers: readonly ConfigLayer[]): Finding[] {
  return layers.flatMap((layer) => {
    if (layer.source !== 'explicit') return []
    const { home } = placedOf(layer)
    return home.facts.sites.map((site) => ({ ...site, path: home.path }))
  })
}

interface Address {
  host: string
  method: string
  path: string | undefined
}

/** Where a call may go, as its keys say: host, method, path; a host alone where no path is known. */
function addressesOf({ keys, method }: Outgoing): Address[] {
  const full = keys.flatMap((key): Address[] => {
    const match = /^http:([A-Z]+) ([^/]+)(\/.*)?$/.exec(key)
    return match?.[2] && !match[2].startsWith('env:')
      ? [{ host: hostKey(match[2]), method: match[1] ?? 'ANY', path: match[3] ?? '/' }]
      : []
  })
  if (full.length > 0) return full
  return keys
    .filter((key) => key.startsWith('host:'))
    .map((key) => ({ host: hostKey(key.slice(5)), method: method ?? 'ANY', path: undefined }))
}

function fits(target: Call, method: string, path: string | undefined): boolean {
  const wanted = target.method ?? 'ANY'
  if (wanted !== 'ANY' && method !== 'ANY' && wanted !== method) return false
  const pattern = target.path ?? '/**'
  if (pattern === '/**') return true
  if (path === undefined) return false
  const [asked, offered] = [path.split('/'), pattern.split('/')]
  for (const [i, part] of offered.entries()) {
    if (part === '**') return true
    const here = asked[i]
    if (here === undefined || (part !== here && part !== '{}' && here !== '{}')) return false
  }
  return asked.length === offered.length
}

const weight = ({ attempts }: ConfigLayer): number =>
  typeof attempts === 'number'
    ? attempts
    : attempts === 'unbounded'
      ? Number.POSITIVE_INFINITY
      : 1.5

/** Of one mechanism the worst: copies for other environments do not multiply. */
function worst(layers: readonly ConfigLayer[]): ConfigLayer[] {
  const best = new Map<string, ConfigLayer>()
  for (const layer of layers) {
    const before = best.get(layer.mechanism)
    if (!before || weight(layer) > weight(before)) best.set(layer.mechanism, layer)
  }
  return [...best.values()]
}

/** Configuration layers where they multiply: beyond calls, before deliveries, around functions. */
export class ConfiguredLayers {
  /** Layers that stand on some path of this repository. */
  readonly used = new Set<ConfigLayer>()
  readonly #calls = new Map<string, { layer: ConfigLayer; target: Call }[]>()
  readonly #deliveries = new Map<string, ConfigLayer[]>()
  readonly #functions: { layer: ConfigLayer; target: Extract<Target, { to: 'function' }> }[] = []

  constructor(readonly configured: Pick<Configured, 'layers' | 'addresses'>) {
    for (const layer of configured.layers) {
      for (const target of layer.targets) {
        if (target.to === 'call') push(this.#calls, target.host, { layer, target })
        else if (target.to === 'delivery') push(this.#deliveries, target.key, layer)
        else if (target.to === 'function') this.#functions.push({ layer, target })
      }
    }
  }

  /** The way with what lies between its call and the callee. */
  extend(way: Way): Way {
    const addressed = this.#addressed(way)
    if (this.#calls.size === 0) return addressed
    return extended(addressed, this.#placed(this.#beyond(addressed.outgoing)))
  }

  /** A call to an address in a variable, with the host that configuration puts there. */
  #addressed(way: Way): Way {
    const { outgoing } = way
    const own = outgoing.keys.flatMap((key) => {
      const match = /^http:([A-Z]+) env:(\w+)(\/.*)?$/.exec(key)
      const host = match?.[2] && this.configured.addresses.get(match[2])
      return host ? [`http:${match[1]} ${host}${match[3] ?? '/'}`, `host:${host}`] : []
    })
    const more = own.filter((key) => !outgoing.keys.includes(key))
    if (more.length === 0) return way
    return { ...way, outgoing: { ...outgoing, keys: [...outgoing.keys, ...more] } }
  }

  #beyond(outgoing: Outgoing): ConfigLayer[] {
    const fitting = addressesOf(outgoing).flatMap(({ host, method: verb, path }) =>
      (this.#calls.get(host) ?? []).filter(({ target }) => fits(target, verb, path)),
    )
    // Of one thing's routes the first that fits is taken, as it is by whoever reads it.
    const first = new Map<string, ConfigLayer>()
    for (const { layer } of fitting) {
      const key = `${layer.mechanism} ${layer.file.path} ${layer.symbol}`
      if (!first.has(key)) first.set(key, layer)
    }
    return worst([...first.values()])
  }

  /** What repeats the delivery of an entry point's work, outermost. */
  before({ keys, layers }: EntryPoint): PlacedLayer[] {
    if (this.#deliveries.size === 0) return []
    const own = keys.flatMap((key) => this.#deliveries.get(key) ?? [])
    return this.#placed(worst(own)).filter((one) => !layers.includes(one))
  }

  /** Functions that configuration hands work to. */
  points(files: ReadonlyMap<string, FileFacts>): EntryPoint[] {
    return this.#functions.flatMap(({ layer, target }): EntryPoint[] => {
      const [folder = '', rest] = target.path.split('**/')
      for (const [path, facts] of files) {
        const stem = path.replace(/\.\w+$/, '')
        const here = rest
          ? path.startsWith(folder) && stem.endsWith(`/${rest}`)
          : stem === target.path
        const fn = here ? localOf(facts).functions.get(target.symbol) : undefined
        if (!fn) continue
        const queue = target.key?.startsWith('queue:') ?? false
        const keys = target.key ? [target.key] : []
        const label = target.key?.replace(/^\w+:/, '') ?? `${target.symbol} of ${layer.symbol}`
        const kind = queue ? 'queue' : 'function'
        return [{ kind, label, keys, place: { path, facts, fn }, layers: this.#placed([layer]) }]
      }
      return []
    })
  }

  #placed(layers: readonly ConfigLayer[]): PlacedLayer[] {
    for (const layer of layers) this.used.add(layer)
    return layers.map(placedOf)
  }
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const before = map.get(key)
  if (before) before.push(value)
  else map.set(key, [value])
}
