import type { Client } from '@/lib/db/database'
import type { SaidLayer } from './layers'
import { type RawOwner, readOwners } from './queries'

/** A decision within so many lines of a layer is the decision about it. */
const NEAR = 3

type Placed = Omit<RawOwner, 'owner'>

/** Whether a decision may be the one about a layer. `home` where the layer names no repository. */
function mayBeAbout(row: Placed, { path, line, symbol, repositoryId }: SaidLayer, home: string) {
  if (row.path !== path || row.repositoryId !== (repositoryId ?? home)) return false
  return line !== null && row.from !== null
    ? line >= row.from - NEAR && line <= (row.to ?? row.from) + NEAR
    : symbol !== null && row.symbol === symbol
}

/** The decision about a layer: one about retries before others, then the one that begins nearest. */
export function aboutOf<T extends Placed>(
  rows: readonly T[],
  layer: SaidLayer,
  home: string,
): T | undefined {
  const away = ({ from }: T) => Math.abs((from ?? 0) - (layer.line ?? 0))
  return rows
    .filter((row) => mayBeAbout(row, layer, home))
    .toSorted((a, b) => Number(b.retry) - Number(a.retry) || away(a) - away(b))[0]
}

/** Who owns each layer: the owner of the decision at its place. `home` where layers name none. */
export async function ownersOf(
  db: Client,
  layers: readonly SaidLayer[],
  home: string,
  at: Date,
): Promise<(layer: SaidLayer) => string | undefined> {
  const rows = await readOwners(
    db,
    [...new Set(layers.map(({ repositoryId }) => repositoryId ?? home))],
    [...new Set(layers.flatMap(({ path }) => path ?? []))],
    at,
  )
  return (layer) => aboutOf(rows, layer, home)?.owner ?? undefined
}
