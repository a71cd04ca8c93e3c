import type { LimitFact } from '../../model'
import { byFunction, type CallTargets } from './call-targets'
import { localOf } from './local-names'
import { Answers } from './memo'
import type { Outgoing } from './outgoing'
import { ownValue, type Place } from './place'
import { within } from './placed-layer'
import type { Way } from './reach'
import { isTestPath } from './test-paths'

/** A limit and the place on the way at which it holds. */
interface PlacedLimit {
  limit: LimitFact
  path: string
  /** Index of the function on the way. */
  at: number
}

const bare = (callee: string) => callee.replace(/^(this|self)\./, '')
const rootOf = (callee: string) => bare(callee).split('.')[0] ?? ''
const classOf = (symbol: string) => symbol.slice(0, Math.max(0, symbol.lastIndexOf('.')))

/** A limit in a function, and by which name its client is called there, if it is one of a client. */
interface KnownLimit {
  limit: LimitFact
  path: string
  client?: string
}

/** Does a limit of a client hold for the call that leaves? Elsewhere a client of its kind may be handed on. */
function holds({ limit, client }: KnownLimit, outgoing: Outgoing, isLast: boolean): boolean {
  if (client === undefined || (isLast && rootOf(outgoing.callee) === client)) return true
  return outgoing.keys.some((key) => key.startsWith(`sdk:${limit.mechanism}#`))
}

/** Is it a limit of this call, and not of another one by the same callee? */
function covers(limit: LimitFact, { callee, region }: Outgoing): boolean {
  if (limit.covers !== callee) return false
  return !region || within(limit.region, region) || within(region, limit.region)
}

/** Time limits, pools and circuit breakers along a way out. */
export class LimitsAt {
  readonly #known: Answers<Place, KnownLimit[]>
  readonly #along: Answers<Way, PlacedLimit[]>

  constructor(readonly targets: CallTargets) {
    const { memo } = targets.files
    this.#known = new Answers(memo, (at) => this.#of(at), Object.is, byFunction())
    this.#along = new Answers(memo, (way) => this.#on(way), Object.is, new WeakMap())
  }

  /** Every limit on the way, in the order of its functions. */
  on(way: Way): PlacedLimit[] {
    return this.#along.get(way)
  }

  #on({ places, outgoing }: Way): PlacedLimit[] {
    return places.flatMap((place, at) => {
      const last = at === places.length - 1
      return this.#known
        .get(place)
        .filter(({ limit }) => limit.covers === undefined || (last && covers(limit, outgoing)))
        .filter((one) => holds(one, outgoing, last))
        .map(({ limit, path }) => ({ limit, path, at }))
    })
  }

  #of(place: Place): KnownLimit[] {
    const { path, facts, fn } = place
    const roots = new Set(fn.calls.map(rootOf))
    const own = (facts.limits ?? [])
      .filter((limit) => {
        if (limit.symbol === fn.symbol) return true
        if (!limit.client || !roots.has(limit.client)) return false
        const made = classOf(limit.symbol)
        return (
          limit.symbol === '' ||
          limit.symbol === classOf(fn.symbol) ||
          (made !== '' && made === classOf(fn.symbol))
        )
      })
      .map((limit) => ({ limit, path, ...(limit.client ? { client: rootOf(limit.client) } : {}) }))
    return [...own, ...this.#imported(place), ...this.#factories(place)]
  }

  /** Calls through a client that another file makes and exports. */
  #imported({ path, facts, fn }: Place): KnownLimit[] {
    const { imports } = localOf(facts)
    return [...new Set(fn.calls.map(rootOf))].flatMap((root) => {
      const fact = imports.get(root)
      if (!fact) return []
      return this.targets.modules.find(fact.module, path).flatMap((home) => {
        if (isTestPath(home)) return []
        const limits = this.targets.files.get(home)?.limits ?? []
        return limits
          .filter(({ client, symbol }) => client === fact.imported && symbol === '')
          .map((limit) => ({ limit, path: home, client: root }))
      })
    })
  }

  /** `getClient().send()` and `const client = getClient()`: what the factory makes. */
  #factories(place: Place): KnownLimit[] {
    const names = place.fn.calls.flatMap((callee) => {
      const root = rootOf(callee)
      const name = root.endsWith('()') ? root.slice(0, -2) : ownValue(place.facts.receivers, root)
      return name && callee.includes('.') ? name : []
    })
    return [...new Set(names)].flatMap((name) => {
      const factory = this.targets.resolve(name, place)
      if (!factory || factory.fn === place.fn) return []
      return (factory.facts.limits ?? [])
        .filter(({ symbol, covers }) => symbol === factory.fn.symbol && covers === undefined)
        .map((limit) => ({ limit, path: factory.path }))
    })
  }
}

/** A limit as segments tell it. */
export function limitData({ limit, path, at }: PlacedLimit): Record<string, unknown> {
  const { kind, mechanism, value, ms, source, basis, region, symbol } = limit
  return {
    kind,
    mechanism,
    value,
    ...(ms === undefined ? {} : { ms }),
    source,
    basis,
    path,
    line: region.startLine,
    symbol,
    at,
  }
}
