import { hashOf } from '@/lib/db/ids'
import { given, isRecord, textOf } from '@/lib/findings/shape'
import { type Attempts, attemptsIn, layerList, product } from './product'

/** A layer as versions say it, with the key by which a page names it. */
export interface SaidLayer {
  key: string
  said: Record<string, unknown>
  kind: string
  attempts: Attempts
  path: string | null
  line: number | null
  symbol: string | null
  service: string | null
  repository: string | null
  repositoryId: string | null
}

/** Layers in order, each with a key that stays while its mechanism, place and symbol do. */
export function saidLayers(data: unknown): SaidLayer[] {
  const seen = new Map<string, number>()
  return layerList(data).map((said) => {
    const text = (name: string) => textOf(said, name)
    const place = hashOf(...['kind', 'mechanism', 'repositoryId', 'path', 'symbol'].map(text))
    const base = place.toString('hex').slice(0, 8)
    const nth = seen.get(base) ?? 0
    seen.set(base, nth + 1)
    return {
      key: nth === 0 ? base : `${base}-${nth + 1}`,
      said,
      kind: text('kind') ?? 'layer',
      attempts: attemptsIn(said.attempts),
      path: text('path'),
      line: typeof said.line === 'number' ? said.line : null,
      symbol: text('symbol'),
      service: text('service'),
      repository: text('repository'),
      repositoryId: text('repositoryId'),
    }
  })
}

/** What a page says of a layer; one that names no place is of the `path`'s own. */
export function layerWords(layer: SaidLayer, path: { service: string; repository: string }) {
  const text = (name: string) => textOf(layer.said, name)
  return {
    key: layer.key,
    kind: layer.kind,
    attempts: layer.attempts,
    service: layer.service ?? path.service,
    repository: layer.repository ?? path.repository,
    ...given({
      perTryMs: typeof layer.said.perTryMs === 'number' ? layer.said.perTryMs : null,
      mechanism: text('mechanism'),
      basis: text('basis'),
      source: text('source'),
      condition: text('condition'),
      delay: text('delay'),
      deadline: text('deadline'),
      budget: text('budget'),
      path: layer.path,
      line: layer.line,
      symbol: layer.symbol,
    }),
  }
}

/** Whether two layers say the same, wherever their code stands. */
export const isAlike = (one: SaidLayer, other: SaidLayer): boolean =>
  one.kind === other.kind &&
  one.attempts === other.attempts &&
  one.said.mechanism === other.said.mechanism

/**
 * Whether another form of a path has this layer of `all`, with as many attempts: by its key, or, where
 * the code around it moved, because as many in both are alike.
 */
export function isLayerOf(
  form: readonly SaidLayer[],
  layer: SaidLayer,
  all: readonly SaidLayer[],
): boolean {
  if (form.some((one) => one.key === layer.key && one.attempts === layer.attempts)) return true
  const alike = (layers: readonly SaidLayer[]) => layers.filter((one) => isAlike(one, layer)).length
  return alike(form) === alike(all)
}

/** Product of the layers that are not left out; unbounded ones only where nothing else is left. */
export function remaining(
  layers: readonly Pick<SaidLayer, 'key' | 'attempts'>[],
  without: ReadonlySet<string>,
  countUnbounded: boolean,
): Attempts {
  const left = layers.filter(({ key }) => !without.has(key)).map(({ attempts }) => attempts)
  return product(countUnbounded ? left : left.filter((one) => one !== 'unbounded'))
}

/**
 * What is left without some layers. Where a consumer puts its own work back, its queue delivers
 * again as well: without that layer nothing can be told unless the queue's attempts are said.
 */
export function withoutLayers(
  layers: readonly SaidLayer[],
  without: ReadonlySet<string>,
  countUnbounded = false,
): Attempts | null {
  const requeued = layers.some(({ key, said, attempts }) => {
    return without.has(key) && attempts === 'unbounded' && said.mechanism === 'self-requeue'
  })
  const delivered = layers.some(({ kind, attempts }) => {
    return (kind === 'queue' || kind === 'job') && typeof attempts === 'number'
  })
  return requeued && !delivered ? null : remaining(layers, without, countUnbounded)
}

/** Lists of records in a version's data. */
export function recordsIn(data: unknown, name: string): Record<string, unknown>[] {
  const list = isRecord(data) ? data[name] : undefined
  return Array.isArray(list) ? list.filter(isRecord) : []
}

/**
 * Retry at one layer, nearest to the one who knows whether repeating is safe: a layer that someone
 * wrote for this call before one that a library brings, the innermost first; redelivery of a whole
 * job repeats everything else it did, and comes last.
 */
export function layerToKeep(layers: readonly SaidLayer[]): SaidLayer | undefined {
  const rank = ({ kind }: SaidLayer): number => {
    if (/queue|job|gateway|mesh|loop/.test(kind)) return 2
    return /default/.test(kind) ? 1 : 0
  }
  const bounded = layers.filter(({ attempts }) => attempts !== 'unbounded')
  const best = Math.min(...bounded.map(rank))
  return bounded.findLast((layer) => rank(layer) === best)
}
