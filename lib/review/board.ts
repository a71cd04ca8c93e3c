import type { Client } from '@/lib/db/database'
import { attemptsOf } from '@/lib/findings/shape'
import { saidLayers } from '@/lib/retry-paths/layers'
import { ownersOf } from '@/lib/retry-paths/owners'
import type { Filter } from '@/lib/trends/types'
import { type RawBoardRow, readBoard } from './queries/board'
import type { BoardLayer, BoardRow } from './types'

/** The worst retry paths, new and worsened ones first, each with its layers and their owners. */
export async function getBoard(
  db: Client,
  filter: Filter,
  since: Date,
  at: Date,
  most: number,
): Promise<BoardRow[]> {
  const board: BoardRow[] = []
  for (const row of await readBoard(db, filter, since, at, most)) {
    board.push({
      id: row.id,
      path: row.path,
      message: row.message,
      service: row.service ?? '',
      ...(row.team ? { team: row.team } : {}),
      attempts: attemptsOf(row.attempts),
      ...(row.there ? { before: attemptsOf(row.before) } : {}),
      ...(row.arithmetic ? { arithmetic: row.arithmetic } : {}),
      layers: await layersOf(db, row, at),
    })
  }
  return board
}

async function layersOf(db: Client, row: RawBoardRow, at: Date): Promise<BoardLayer[]> {
  const said = saidLayers(row.data)
  const owner = await ownersOf(db, said, row.repositoryId, at)
  return said.map((layer) => {
    const { key, kind, attempts, service, said: words } = layer
    const [named, mechanism] = [owner(layer), words.mechanism]
    return {
      key,
      kind,
      ...(typeof mechanism === 'string' ? { mechanism } : {}),
      attempts,
      ...(service ? { service } : {}),
      ...(named ? { owner: named } : {}),
    }
  })
}
