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
