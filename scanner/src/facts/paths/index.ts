import type { Asked } from '../../extract/extractor'
import type { FileFacts, Finding } from '../../model'
import { blockingInAsyncFlows } from '../blocking/assembled'
import { blockingInAsync } from '../blocking/rules'
import { configured } from '../config/layers'
import { QueriesPerRow } from '../rows/assembled'
import { queryPerRow } from '../rows/rules'
import { type Manifest, VERSION_FILES } from '../versions'
import { type Begins, begunAt, follow, hangsOnOthers, startsOf } from './begins'
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
import { originOf } from './nothing-given'
import { outgoingKey } from './outgoing'
import type { Place } from './place'
import { MAX_PLACES, Reach } from './reach'
import { RepositoryFiles } from './repository-files'
import { flowSegment } from './rules'
import { MAX_SEGMENTS, segmentsOf } from './segments'
import { Settings } from './settings'

export { retryPathRules } from './rules'

/** Files that say which version of a library a file uses, and what its imports mean. */
export const MANIFESTS: string[] = [...VERSION_FILES, ...ALIAS_FILES]

/** A path that is the end of a longer one is told there. */
function longest(paths: readonly RetryPath[]): RetryPath[] {
  const inner = new Map<object, RetryPath[]>()
  for (const path of paths) {
    const places = path.point ? path.way.places : path.way.places.slice(1)
    // Work written in place is also part of the function, or file, that it stands in.
    const around = path.point ? localOf(path.start.facts).functions.get(path.start.fn.symbol) : null
    for (const fn of new Set([
      ...places.map(({ fn }) => originOf(fn)),
      ...(around ? [around] : []),
    ])) {
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
  /** Which segments are told hangs on how many there are. */
  #leavesOut = false

  /** What the last assembly of everything left out. */
  notes: readonly string[] = []

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
    const { paths, segments, requeues, cut } = this.#follow(
      { points, starts: startsOf(files) },
      config,
      asked,
    )
    if (!asked) this.notes = cutNotes([...cut])
    const found: Finding[] = [...requeues]
    const multiplied = distinct(paths.filter((path) => path.layers.length >= 2))
    const whole = longest(segments)
    found.push(...longest(multiplied).flatMap((path) => findingOf(path) ?? []))
    found.push(...gatewayFindings(spring), ...nonIdempotent(segments))
    found.push(...timeoutInversions(whole))
    if (isAsked(flowSegment.id)) {
      const told = segmentsOf(whole, points, this.#limitsAt, asked)
      if (!asked) this.#leavesOut = told.length === MAX_SEGMENTS
      found.push(...told)
    }
    found.push(
      ...this.#layersAt.ownMarks.decisions(files),
      ...this.#layersAt.helpers.decisions(files),
      ...entries.decisions(),
    )
    found.push(...configDecisions(written.layers), ...configSegments(written.layers, config.used))
    if (isAsked(queryPerRow.id)) found.push(...this.#queries.of(files))
    if (isAsked(blockingInAsync.id))
      found.push(...blockingInAsyncFlows(files, this.#targets, points))
    return found
  }

  /** From everywhere, unless what is asked about begins at some places alone. */
  #follow(begins: Begins, config: ConfiguredLayers, asked?: Asked) {
    const resolvers = { reach: this.#reach, layersAt: this.#layersAt, names: this.#names }
    const near = asked?.entries && !this.#leavesOut ? begunAt(begins, asked.entries) : undefined
    const followed = near && follow(near, config, resolvers)
    if (followed && asked && !hangsOnOthers(followed, asked)) return followed
    return follow(begins, config, resolvers)
  }
}

/** Calls that are not followed to their end, and from where. */
function cutNotes(cut: readonly Place[]): string[] {
  if (cut.length === 0) return []
  const first = cut.slice(0, 3).map(({ path, fn }) => `${fn.symbol || 'file level'} in ${path}`)
  const more = cut.length > first.length ? ` and ${cut.length - first.length} more` : ''
  return [
    `Calls are followed through ${MAX_PLACES} functions; from ${first.join(', ')}${more} they go on, and retry layers further in are not known`,
  ]
}

/** By path: what is said of a commit must not hang on which one was looked at before. */
const inOrder = (files: ReadonlyMap<string, FileFacts>): Map<string, FileFacts> =>
  new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)))
