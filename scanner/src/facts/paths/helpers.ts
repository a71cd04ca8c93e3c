import type { FileFacts, Finding, GivenNumber, HandoverFact, RetryLayer } from '../../model'
import { attemptsFor } from '../retry/counts'
import type { CallTargets } from './call-targets'
import type { Limits } from './limits'
import type { Place } from './place'
import { type PlacedLayer, WORK } from './placed-layer'
import { decisionOf } from './said-elsewhere'

/** Helpers that hand what they are given to other helpers; longer ways are not followed. */
const MAX_DEPTH = 4

type Placed = (layer: RetryLayer, home: { path: string; facts: FileFacts }) => PlacedLayer

/** Layers of the repository's own functions that repeat what they are given, where it is given to them. */
export class Helpers {
  constructor(
    readonly targets: CallTargets,
    readonly limits: Limits,
    readonly placed: Placed,
  ) {}

  at(at: Place): PlacedLayer[] {
    return (at.fn.handovers ?? []).flatMap((one) => this.#handed(one, at, 0))
  }

  /** Decisions of those who give a helper a number. */
  decisions(files: ReadonlyMap<string, FileFacts>): Finding[] {
    const found: Finding[] = []
    for (const [path, facts] of files) {
      for (const fn of facts.functions) {
        for (const one of fn.handovers ?? []) {
          const layers = one.site ? this.#handed(one, { path, facts, fn }, 0) : []
          const chosen = layers.find(({ layer }) => layer.site === one.site)
          const decision = chosen && decisionOf(chosen)
          if (decision) found.push(decision)
        }
      }
    }
    return found
  }

  #handed(handover: HandoverFact, at: Place, depth: number): PlacedLayer[] {
    const [helper] = this.targets.resolveAll(handover.callee, at)
    if (!helper || helper.fn === at.fn) return []
    return this.#repeating(helper, depth).map((one) => this.#given(one, handover, at))
  }

  /** Layers of a function around what it is given, and those of others that it hands this to. */
  #repeating(helper: Place, depth: number): PlacedLayer[] {
    const own = helper.facts.retryLayers
      .filter(({ symbol }) => `${symbol}.`.startsWith(`${helper.fn.symbol}.`))
      .map((layer) => this.placed(layer, helper))
      .map(({ layer }) => ({ layer, home: helper, written: layer.region }))
    const others = depth < MAX_DEPTH ? (helper.fn.handovers ?? []) : []
    const further = others.flatMap((one) => this.#handed(one, helper, depth + 1))
    return [...own, ...further].filter(({ layer }) => layer.repeats.some((one) => WORK.test(one)))
  }

  /**
   * What a helper's layer becomes where work is handed to it, with the number it is given there. Of
   * the name that limits it the helper's own bound says what is counted, of others the word does.
   */
  #given(placed: PlacedLayer, handover: HandoverFact, at: Place): PlacedLayer {
    const { on: _, limit, ...layer } = placed.layer
    const { repeats, region, given = [], callee, site, asks } = handover
    const named = limit?.name.replace(/^.*\./, '')
    const own = given.find(({ name }) => name === named)
    const here: RetryLayer = { ...layer, repeats, region, ...(asks ? { asks } : {}) }
    const inHelpers = [layer.region, ...(placed.inHelpers ?? [])]
    const number = own ?? (layer.attempts === 'unknown' ? given[0] : undefined)
    const value = number && this.#valueOf(number, at)
    if (number && value !== undefined) {
      const counts = (own && limit?.counts) ?? number.counts
      const attempts = attemptsFor(counts, value, 'unknown')
      const basis = `${attempts} attempts given to ${callee}`
      const said = { ...here, attempts, basis, source: 'explicit' as const }
      // The number is decided on where it is written.
      return site
        ? { layer: { ...said, site, mechanism: callee }, home: at, written: region, inHelpers }
        : { ...placed, layer: said, inHelpers }
    }
    const made = handover.made && layer.attempts === 'unknown' && !number
    const byDefault = made ? this.#defaultOf(placed) : undefined
    if (limit && byDefault !== undefined) {
      const attempts = attemptsFor(limit.counts, byDefault, 'unknown')
      const basis = `${limit.name}: ${byDefault}`
      return { ...placed, layer: { ...here, attempts, basis }, inHelpers }
    }
    return { ...placed, layer: limit ? { ...here, limit } : here, inHelpers }
  }

  #valueOf({ value, ref }: GivenNumber, at: Place): number | undefined {
    return value ?? (ref ? this.limits.numberOf(ref, at.path)?.value : undefined)
  }

  /** What the value that repeats has where it is made: `&Retry{attempts: 3}`. */
  #defaultOf({ layer, home }: PlacedLayer): number | undefined {
    const type = layer.symbol.slice(0, layer.symbol.lastIndexOf('.'))
    const field = layer.limit?.name.replace(/^.*\./, '')
    return type && field ? this.limits.numberOf(`${type}.${field}`, home.path)?.value : undefined
  }
}
