import type { Client } from '@/lib/db/database'
import type { SaidLayer } from './layers'
import { type RawOwner, readOwners } from './queries'

/** A decision within so many lines of a layer is the decision about it. */
const NEAR = 3

/** Whether a decision is the one about a layer. `home` where the layer names no repository. */
export function isAbout(
  row: Omit<RawOwner, 'owner'>,
  { path, line, symbol, repositoryId }: SaidLayer,
  home: string,
): boolean {
  if (row.path !== path || row.repositoryId !== (repositoryId ?? home)) return false
  return line !== null && row.from !== null
    ? line >= row.from - NEAR && line <= (row.to ?? row.from) + NEAR
    : symbol !== null && row.symbol === symbol
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
  return (layer) => rows.find((row) => isAbout(row, layer, home))?.owner
}
