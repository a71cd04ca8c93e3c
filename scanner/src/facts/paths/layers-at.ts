import type { FileFacts, RetryLayer } from '../../model'
import { attemptsFor } from '../retry/counts'
import { byFunction, type CallTargets } from './call-targets'
import { ClientLayers } from './client-layers'
import { Helpers } from './helpers'
import { Limits } from './limits'
import { localOf } from './local-names'
import { Answers } from './memo'
import { OwnMarks } from './own-marks'
import type { Place } from './place'
import { isAround, isSdk, type PlacedLayer, within } from './placed-layer'
import { asGiven, asSet } from './said-elsewhere'
import type { Settings } from './settings'

/** A decorator or annotation, which repeats all of the function that it stands on. */
const standsOnAll = ({ kind, on }: RetryLayer) =>
  kind === 'decorator' || kind === 'job' || (kind === 'queue' && on !== undefined)

/** Decorators that stand together; those of another overload repeat other work. */
function byDeclaration(marks: readonly PlacedLayer[]): PlacedLayer[][] {
  const line = ({ layer }: PlacedLayer) => layer.on?.startLine ?? 0
  const lines = new Set(marks.map(line))
  return lines.size < 2
    ? [[...marks]]
    : [...lines].map((on) => marks.filter((one) => line(one) === on))
}

/** Every layer that applies inside a function, defaults resolved to the version in use. */
export class LayersAt {
  readonly #known: Answers<Place, PlacedLayer[]>
  readonly #limits: Limits
  readonly #clients: ClientLayers
  readonly ownMarks: OwnMarks
  /** Helpers of this repository that repeat what they are given. */
  readonly helpers: Helpers

  constructor(
    readonly targets: CallTargets,
    readonly settings: Settings,
  ) {
    this.#limits = new Limits(targets)
    this.#clients = new ClientLayers(targets, (layer, home) => this.placed(layer, home))
    this.ownMarks = new OwnMarks(targets)
    this.helpers = new Helpers(targets, this.#limits, (layer, home) => this.placed(layer, home))
    this.#known = new Answers(targets.files.memo, (at) => this.#all(at), Object.is, byFunction())
  }

  all(at: Place): PlacedLayer[] {
    return this.#known.get(at)
  }

  #all(at: Place): PlacedLayer[] {
    const whole = localOf(at.facts).functions.get(at.fn.symbol) === at.fn
    const jobs = whole ? this.ownMarks.layers(at) : []
    // A mark that says how a message comes again takes the place of what is done without it.
    const delivered = jobs.some(({ layer }) => layer.kind === 'queue')
    const own = at.facts.retryLayers
      .filter((layer) => !(delivered && layer.kind === 'queue' && layer.source !== 'explicit'))
      .filter((layer) => layer.symbol === at.fn.symbol && (layer.kind !== 'queue' || layer.on))
      // Work written in place is a function of its own inside another one of the same symbol.
      .filter((layer) => whole || isSdk(layer) || within(layer.region, at.fn.region))
      .map((layer) => this.placed(layer, at))
    own.push(...jobs.map(({ layer, home }) => this.placed(layer, home)))
    const all = [...own, ...this.helpers.at(at), ...this.#clients.at(at)]
    // A version whose default is one attempt does not retry.
    return all.filter(({ layer }) => layer.attempts !== 1)
  }

  /** Layers of clients that a function has to hand over. */
  held(at: Place): PlacedLayer[] {
    return this.#clients.held(at)
  }

  /** Layers around one callee, outermost first; several chains when it is called in several places. */
  chains(callee: string, at: Place): PlacedLayer[][] {
    const covering = this.all(at).filter(({ layer }) => layer.repeats.includes(callee))
    const whole = covering.filter(({ layer }) => standsOnAll(layer))
    const sdks = covering.filter(({ layer }) => isSdk(layer))
    const sdk = sdks.slice(0, 1)
    const lexical = covering.filter((one) => !whole.includes(one) && !isSdk(one.layer))
    const innermost = lexical.filter((one) => !lexical.some((other) => isAround(one, other)))
    if (innermost.length === 0) {
      return byDeclaration(whole)
        .map((marks) => [...marks, ...sdk])
        .filter((chain) => chain.length > 0)
    }
    return innermost.map((one) => {
      const around = lexical
        .filter((other) => isAround(other, one))
        .toSorted((a, b) => (isAround(a, b) ? -1 : 1))
      const marks = whole.filter(({ layer }) => !layer.on || within(one.layer.region, layer.on))
      // Of several calls of that name the one that the loop or wrapper is around.
      const inside = sdks.find(({ layer }) => within(layer.region, one.layer.region))
      return [...marks, ...around, one, ...(inside ? [inside] : sdk)]
    })
  }

  /** A layer with its number as configuration, constants and the version in use say it. */
  placed(layer: RetryLayer, home: { path: string; facts: FileFacts }): PlacedLayer {
    const set = layer.instance && this.settings.ofInstance(layer.instance, home.path)
    if (set) return { layer: { ...layer, ...set }, home }
    if (layer.limit && layer.attempts === 'unknown')
      return { layer: this.#limited(layer, home), home }
    if (layer.source === 'explicit' || !(layer.library || layer.given)) return { layer, home }
    const given = layer.given && this.#limits.numberOf(layer.given.name, home.path)
    if (layer.given && given) return asGiven(layer, layer.given, given, home)
    const whole = layer.setting && this.targets.files.setting(layer.setting.name, home.path)
    if (layer.setting && whole) return { layer: asSet(layer, layer.setting, whole), home }
    const found = layer.library && this.settings.defaultOf(layer.library, home.path)
    return { layer: found ? { ...layer, ...found } : layer, home }
  }

  /** A number that is a constant of another file, or the default of a variable of the environment. */
  #limited(layer: RetryLayer, home: { path: string }): RetryLayer {
    const { limit } = layer
    const found = limit && this.#limits.numberOf(limit.name, home.path)
    if (!limit || !found) return layer
    // Below nought a library repeats for ever; what a loop by hand does nobody can tell.
    const attempts = attemptsFor(limit.counts, found.value, layer.library ? 'unbounded' : 'unknown')
    const file = found.path === home.path ? '' : ` in ${found.path.replace(/^.*\//, '')}`
    return { ...layer, attempts, basis: `${layer.basis} (${found.value}${file})` }
  }
}
