import type { FileFacts, RetryLayer } from '../../model'
import { OWN_RETRYER } from '../flow/feign'
import { clientPackage, isOnAnswer, sends } from '../flow/outbound-clients'
import { familyOf } from '../languages'
import { libraryOfType, packageIn, packageOf, TYPED_METHODS } from '../retry/libraries'
import { fromRow } from '../retry/report-layer'
import type { CallTargets } from './call-targets'
import { localOf } from './local-names'
import { type Place, receiverOf } from './place'
import { isSdk, type PlacedLayer } from './placed-layer'
import { isTestPath } from './test-paths'

/** Factories that call factories; longer ways are not followed. */
const MAX_FACTORIES = 2
const CONNECTS = /(connect|connection|client|dial|session|channel)\w*$/i

const declares = ({ functions, types }: FileFacts, method: string): boolean =>
  functions.some(({ symbol }) => symbol.endsWith(`.${method}`)) ||
  Object.values(types ?? {}).some(({ methods }) => methods?.includes(method))

/** Functions that use a client and give back what came of it, unless it is the client itself. */
const USES =
  /(^|[._])(read|load|fetch|send|download|upload|save|write|delete|remove|list|query|search|find|put|post|update|process|run|execute|generate|embed|parse)([A-Z_]\w*)?(@\d+)?$/

/** Layer of the client that a function is seen to make and give back. */
function givenBackBy(factory: Place) {
  const layer = factory.facts.retryLayers.find(
    (one) => one.gives && one.symbol === factory.fn.symbol && isSdk(one),
  )
  return layer && { layer, home: factory }
}

/** Whether the one call that a layer repeats sends anything: what only prepares is repeated by nobody. */
function isSent({ library, repeats }: RetryLayer, { facts }: Place): boolean {
  const [callee = ''] = repeats
  const client = library && clientPackage(packageIn(library), '', familyOf(facts.language))
  if (!client) return true
  const path = callee.replace(/^(this|self)\./, '')
  return sends(client, path.slice(path.lastIndexOf('.') + 1)) && !isOnAnswer(client, path)
}

/** Layers of clients that are made or configured elsewhere than where they are called. */
export class ClientLayers {
  constructor(
    readonly targets: CallTargets,
    readonly placed: (layer: RetryLayer, home: { path: string; facts: FileFacts }) => PlacedLayer,
  ) {}

  at(place: Place): PlacedLayer[] {
    const known = [
      ...this.#imported(place),
      ...this.#factories(place),
      ...this.#configured(place),
      ...this.#inherited(place),
    ]
    return [...known, ...this.#typed(place, known)].filter(({ layer }) => isSent(layer, place))
  }

  /** Clients that a function's own variables hold: as it makes them, or as factories give them. */
  held({ path, facts, fn }: Place): PlacedLayer[] {
    const made = facts.retryLayers.filter((one) => isSdk(one) && one.symbol === fn.symbol)
    const own = made.filter(({ client }) => client !== undefined)
    const scope = `${fn.symbol}#`
    const given = Object.entries(facts.receivers ?? {}).flatMap(([key, name]) => {
      if (!key.startsWith(scope) || USES.test(name)) return []
      const factory = this.targets.resolveAll(name.replace(/@\d+$/, ''), { path, facts, fn })
      return factory.flatMap((one) => this.#madeBy(one, 0) ?? [])
    })
    const all = [...own.map((layer) => ({ layer, home: { path, facts } })), ...given]
    // What sends through a client that it is handed gives back what came of that.
    return all.flatMap(({ layer, home }) => (layer.handed ? [] : this.placed(layer, home)))
  }

  /** A field or parameter typed with a library's client that is made elsewhere: repeats by default. */
  #typed(at: Place, known: readonly PlacedLayer[]): PlacedLayer[] {
    if (!at.path.endsWith('.go')) return []
    return at.fn.calls.flatMap((callee) => {
      const dot = callee.lastIndexOf('.')
      const method = callee.slice(dot + 1)
      if (dot < 0 || !TYPED_METHODS.has(method)) return []
      if ([...known, ...this.#own(at)].some(({ layer }) => layer.repeats.includes(callee)))
        return []
      const written = this.targets.receivers.written(callee.slice(0, dot), at)
      const facts = written && this.targets.files.get(written.path)
      const [name = '', member] = written?.name.split('.') ?? []
      const module = facts && localOf(facts).imports.get(name)?.module
      const row = module && member ? libraryOfType('go', { module, member }, method) : undefined
      if (!row) return []
      const { attempts = 'unknown' } = row.defaults.at(-1) ?? {}
      const layer: RetryLayer = {
        ...fromRow(row, { attempts, basis: `default of ${packageOf(row)}`, explicit: false }),
        ...{ region: at.fn.region, symbol: at.fn.symbol, repeats: [callee] },
      }
      // What makes it may well say another number.
      const one = this.placed(layer, { path: at.path, facts: at.facts })
      return [{ ...one, layer: { ...one.layer, source: 'assumed' as const } }]
    })
  }

  #own({ path, facts, fn }: Place): PlacedLayer[] {
    const own = facts.retryLayers.filter(({ symbol }) => symbol === fn.symbol)
    return own.map((layer) => ({ layer, home: { path, facts } }))
  }

  /** `getClient().send()` and `const client = getClient()`: the factory's file knows the client. */
  #factories(at: Place): PlacedLayer[] {
    return at.fn.calls.flatMap((callee) => {
      if (!callee.includes('.')) return []
      const [root = ''] = callee.replace(/^(this|self)\./, '').split('.')
      const name = root.endsWith('()') ? root.slice(0, -2) : receiverOf(at, root)
      if (!name) return []
      const method = callee.slice(callee.lastIndexOf('.') + 1)
      for (const factory of this.targets.resolveAll(name.replace(/@\d+$/, ''), at)) {
        const made = USES.test(name) ? givenBackBy(factory) : this.#madeBy(factory, 0)
        // A method that the factory's own file declares is the repository's, not the client's.
        if (!made || declares(factory.facts, method)) continue
        return [this.placed({ ...made.layer, repeats: [callee] }, made.home)]
      }
      return []
    })
  }

  /** Layer of the client that a factory, or what it calls to connect, makes. */
  #madeBy(
    factory: Place,
    hops: number,
  ): { layer: RetryLayer; home: { path: string; facts: FileFacts } } | undefined {
    const layer = factory.facts.retryLayers.find(
      (one) => one.symbol === factory.fn.symbol && isSdk(one),
    )
    if (layer) return { layer, home: factory }
    if (hops >= MAX_FACTORIES) return undefined
    for (const callee of factory.fn.calls) {
      if (!CONNECTS.test(callee)) continue
      for (const next of this.targets.resolveAll(callee, factory)) {
        const found = next.fn === factory.fn ? undefined : this.#madeBy(next, hops + 1)
        if (found) return found
      }
    }
    return undefined
  }

  /** Layers that a declarative client has from the classes that its annotation names. */
  #configured(at: Place): PlacedLayer[] {
    const sent = at.facts.flow?.outgoing?.filter(
      (one) => one.configured && one.symbol === at.fn.symbol,
    )
    return (sent ?? []).flatMap(({ callee, configured = [] }) =>
      this.#named(configured, callee, at),
    )
  }

  #named(configured: readonly string[], callee: string, at: Place): PlacedLayer[] {
    const paths = configured.flatMap((name) => this.targets.types.find(name, at.path)?.path ?? [])
    const own = paths.flatMap((path) => this.#made(path, callee))
    if (own.length > 0 || paths.some((path) => this.#saysRetryer(path))) return own
    const bean = configured.map((name) => this.targets.files.bean(name, at.path)).find(Boolean)
    return bean ? this.#made(bean, callee) : []
  }

  /** A class may also say that its clients never repeat. */
  #saysRetryer(path: string): boolean {
    return this.targets.files.get(path)?.flow?.settings?.[OWN_RETRYER] !== undefined
  }

  /** Layers that a class makes for whoever is configured by it. */
  #made(path: string, callee: string): PlacedLayer[] {
    const facts = this.targets.files.get(path)
    const layers = facts?.retryLayers.filter((one) => isSdk(one) && one.repeats.length === 0)
    if (!facts || !layers) return []
    return layers.map((layer) => this.placed({ ...layer, repeats: [callee] }, { path, facts }))
  }

  /** Calls through a client that another file constructs and exports. */
  #imported(at: Place): PlacedLayer[] {
    const { imports } = localOf(at.facts)
    const found: PlacedLayer[] = []
    for (const callee of at.fn.calls) {
      const dot = callee.indexOf('.')
      const fact = dot > 0 ? imports.get(callee.slice(0, dot)) : undefined
      if (!fact) continue
      for (const file of this.targets.modules.find(fact.module, at.path)) {
        const { path, name } = this.targets.origin(file, fact.imported) ?? {
          path: file,
          name: fact.imported,
        }
        const facts = this.targets.files.get(path)
        const layer = facts?.retryLayers.find((one) => one.client === name)
        if (!facts || !layer || isTestPath(path)) continue
        found.push(this.placed({ ...layer, repeats: [callee] }, { path, facts }))
      }
    }
    return found
  }

  /** `this.http.get()` where a class that this one extends makes the client. */
  #inherited(at: Place): PlacedLayer[] {
    const callees = at.fn.calls.filter((callee) => /^(this|self)\.\w+\./.test(callee))
    const around = callees.length > 0 ? this.targets.types.around(at) : undefined
    if (!around?.fact.supers) return []
    return callees.flatMap((callee) => {
      const [, field = ''] = callee.split('.')
      for (const { path, name } of this.targets.types.above(around)) {
        const facts = this.targets.files.get(path)
        const layer = facts?.retryLayers.find(
          (one) => one.client === field && one.symbol.split('.')[0] === name,
        )
        if (facts && layer) return [this.placed({ ...layer, repeats: [callee] }, { path, facts })]
      }
      return []
    })
  }
}
