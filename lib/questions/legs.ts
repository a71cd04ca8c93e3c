import type { SaidLayer } from '@/lib/retry-paths/layers'
import type { AskedLayer } from './types'

/**
 * Asked layers that are not on the path any more. A layer is there while one of its key is, or while
 * one that nobody else asked after has its kind, mechanism and repository: it was moved or renamed,
 * not removed. One that does not repeat any more (one attempt) is gone.
 */
export function goneLegs(asked: readonly AskedLayer[], now: readonly SaidLayer[]): AskedLayer[] {
  const left = now.filter(({ attempts }) => attempts !== 1)
  const take = (is: (layer: SaidLayer) => boolean): boolean => {
    const at = left.findIndex(is)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  }
  const moved = asked.filter((layer) => !take(({ key }) => key === layer.key))
  return moved.filter((layer) => !take((other) => alike(layer, other)))
}

const alike = (asked: AskedLayer, { kind, said, repositoryId }: SaidLayer): boolean =>
  kind === asked.kind &&
  (said.mechanism ?? undefined) === asked.mechanism &&
  (repositoryId === null || repositoryId === asked.repositoryId)

/** Where a layer is, whatever a scanner calls its mechanism. */
export function placeOf(
  layer: Pick<AskedLayer, 'repositoryId' | 'kind'> & {
    path?: string | null
    symbol?: string | null
  },
): string {
  const { repositoryId, kind, path, symbol } = layer
  return JSON.stringify([repositoryId, kind, path ?? null, symbol ?? null])
}

/**
 * Of asked layers that are not on the path any more, those that are gone from the code as well. The
 * worst way between two ends may be another one now, with other layers; and a scanner may call a
 * mechanism by another name. `standing`: how many layers one flow has at a place, at most.
 */
export function goneFromCode(
  asked: readonly AskedLayer[],
  gone: readonly AskedLayer[],
  standing: ReadonlyMap<string, number>,
): AskedLayer[] {
  const left = new Map(standing)
  for (const layer of asked) if (!gone.includes(layer)) take(layer)
  return gone.filter((layer) => !take(layer))

  function take(layer: AskedLayer): boolean {
    const place = placeOf(layer)
    const there = left.get(place) ?? 0
    left.set(place, there - 1)
    return there > 0
  }
}
