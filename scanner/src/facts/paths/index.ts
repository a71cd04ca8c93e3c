import type { Asked } from '../../extract/extractor'
import type { FileFacts, Finding, FunctionFact } from '../../model'
import { blockingInAsyncFlows } from '../blocking/assembled'
import { blockingInAsync } from '../blocking/rules'
import { configured } from '../config/layers'
import { QueriesPerRow } from '../rows/assembled'
import { queryPerRow } from '../rows/rules'
import { type Manifest, VERSION_FILES } from '../versions'
import { CallTargets } from './call-targets'
import { ClientsAt } from './clients-at'
import { configSegments } from './config-segments'
import { ConfiguredLayers, configDecisions } from './configured'
import { EntryPoints } from './entry-points'
import { entryKey, findingOf, identityOf, type RetryPath } from './finding'
import { gatewayFindings } from './gateway-findings'
import { timeoutInversions } from './inversions'
import { LayersAt } from './layers-at'
import { LimitsAt } from './limits-at'
import { localOf } from './local-names'
import { Memo } from './memo'
import { ALIAS_FILES } from './module-names'
import { Names } from './names'
import { nonIdempotent } from './non-idempotent'
import { outgoingKey } from './outgoing'
import type { Place } from './place'
import { isSdk } from './placed-layer'
import { Reach } from './reach'
import { RepositoryFiles } from './repository-files'
import { flowSegment } from './rules'
import { segmentsOf } from './segments'
import { requeueFinding, selfRequeues } from './self-requeue'
import { Settings } from './settings'
import { isTestPath } from './test-paths'

export { retryPathRules } from './rules'

/** Files that say which version of a library a file uses, and what its imports mean. */
export const MANIFESTS: string[] = [...VERSION_FILES, ...ALIAS_FILES]

const known = new WeakMap<FileFacts, FunctionFact[]>()

/** Functions in which some layer was written by somebody: only there a path can begin. */
function startsIn(facts: FileFacts): FunctionFact[] {
  const before = known.get(facts)
  if (before) return before
  const own = facts.retryLayers.filter((one) => !isSdk(one) && one.kind !== 'queue')
  const marked = facts.flow?.ownMarks ?? []
  const symbols = new Set([...own, ...marked].map((one) => one.symbol))
  const found = facts.functions.filter((fn) => fn.handovers || symbols.has(fn.symbol))
  known.set(facts, found)
  return found
}

function starts(files: ReadonlyMap<string, FileFacts>): Place[] {
  const found: Place[] = []
  for (const [path, facts] of files) {
    const functions = startsIn(facts)
    if (functions.length === 0 || isTestPath(path)) continue
    for (const fn of functions) found.push({ path, facts, fn })
  }
  return found
}

/** A path that is the end of a longer one is told there. */
function longest(paths: readonly RetryPath[]): RetryPath[] {
  const inner = new Map<object, RetryPath[]>()
  for (const path of paths) {
    const places = path.point ? path.way.places : path.way.places.slice(1)
    // Work written in place is also part of the function, or file, that it stands in.
    const around = path.point ? localOf(path.start.facts).functions.get(path.start.fn.symbol) : null
    for (const fn of new Set([...places.map((place) => place.fn), ...(around ? [around] : [])])) {
      inner.set(fn, [...(inner.get(fn) ?? []), path])
    }
  }
  return paths.filter((path) => {
    if (path.point) return true
    const end = outgoingKey(path.way.outgoing)
    return !(inner.get(path.start.fn) ?? []).some(
      (other) =>
        other !== path &&
        outgoingKey(other.way.outgoing) === end &&
        (other.layers.length > path.layers.length ||
          (other.point !== undefined && other.layers.length === path.layers.length)),
    )
  })
}

/** One path for each pair of ends: the one with most attempts. */
function distinct(paths: readonly RetryPath[]): RetryPath[] {
  const best = new Map<string, RetryPath>()
  for (const path of paths) {
    const key = `${entryKey(path)} ${identityOf(path)}`
    const before = best.get(key)
    if (!before || path.layers.length > before.layers.length) best.set(key, path)
  }
  return [...best.values()]
}

/** States after which answers are kept only while they are asked for: so many lie between some weeks. */
const REMEMBERED = 16

/** Assembles the findings of a repository, commit by commit; what two have in common is done once. */
export class Assembly {
  readonly #memo = new Memo()
  #states = 0
  readonly #files = new RepositoryFiles(this.#memo)
  readonly #settings = new Settings(this.#memo)
  readonly #targets = new CallTargets(this.#files)
  readonly #layersAt = new LayersAt(this.#targets, this.#settings)
  readonly #names = new Names(this.#targets, this.#settings)
  readonly #clients = new ClientsAt(this.#targets)
  readonly #reach = new Reach(this.#targets, this.#layersAt, this.#names, this.#clients)
  readonly #limitsAt = new LimitsAt(this.#targets)
  readonly #queries = new QueriesPerRow(this.#targets)

  /** Findings over the files of one commit; of what costs most only what is asked about. */
  findings(given: ReadonlyMap<string, FileFacts>, manifests: Manifest[], asked?: Asked): Finding[] {
    this.#states += 1
    if (this.#states % REMEMBERED === 0) this.#memo.doubtAll()
    const isAsked = (rule: string) => asked?.rule(rule) ?? true
    const files = inOrder(given)
    this.#files.set(files, manifests)
    this.#settings.set(manifests)
    const written = configured(manifests)
    const config = new ConfiguredLayers(written)
    const { spring } = this.#settings
    const entries = new EntryPoints(this.#targets, this.#names, files, this.#layersAt, spring)
    const points = [...entries.all(), ...config.points(files)]
    const found: Finding[] = []
    const paths: RetryPath[] = []
    const segments: RetryPath[] = []
    for (const point of points) {
      const ways = this.#reach.ways(point.place)
      const requeues = selfRequeues(point, ways, this.#names)
      for (const one of requeues) if (!one.fact.keyed) found.push(requeueFinding(one))
      const outer = [...config.before(point), ...point.layers]
      for (const inner of ways) {
        const way = config.extend(inner)
        const path = { point, start: point.place, way, layers: [...outer, ...way.layers], requeues }
        segments.push(path)
        if (outer.length > 0 || way.layers !== inner.layers) paths.push(path)
      }
    }
    for (const start of starts(files)) {
      const own = this.#layersAt.all(start)
      for (const inner of this.#reach.ways(start)) {
        const way = config.extend(inner)
        const [first] = inner.layers
        if (!first || !own.includes(first) || way.layers.every((one) => isSdk(one.layer))) continue
        const path = { start, way, layers: way.layers, requeues: [] }
        paths.push(path)
        segments.push(path)
      }
    }
    const multiplied = distinct(paths.filter((path) => path.layers.length >= 2))
    const whole = longest(segments)
    found.push(...longest(multiplied).flatMap((path) => findingOf(path) ?? []))
    found.push(...gatewayFindings(spring), ...nonIdempotent(segments))
    found.push(...timeoutInversions(whole))
    if (isAsked(flowSegment.id)) found.push(...segmentsOf(whole, points, this.#limitsAt, asked))
    found.push(...this.#layersAt.ownMarks.decisions(files))
    found.push(...configDecisions(written.layers), ...configSegments(written.layers, config.used))
    if (isAsked(queryPerRow.id)) found.push(...this.#queries.of(files))
    if (isAsked(blockingInAsync.id))
      found.push(...blockingInAsyncFlows(files, this.#targets, points))
    return found
  }
}

/** By path: what is said of a commit must not hang on which one was looked at before. */
const inOrder = (files: ReadonlyMap<string, FileFacts>): Map<string, FileFacts> =>
  new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)))
