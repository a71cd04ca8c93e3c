import type pg from 'pg'
import { copyRows } from '@/lib/db/copy'
import { ORG } from '@/lib/db/database'
import { pauses, readAhead, Turns, writePieces } from '@/lib/db/pieces'
import { loadPlacements } from '@/lib/services/load-placements'
import { ensureNames, type Names } from '@/lib/services/names'
import { groupBy } from '@/lib/trends/group-by'
import { nodesOf, type PackedPart } from './load'
import type { Flows, Out } from './model'
import { idsIn } from './names'
import { PART_COLUMNS, type PartRow, partsOf, readSegments } from './parts'
import { entryTokens, outTokens } from './tokens'

/** Repositories whose segments are read together: what they say fits into memory. */
const AT_ONCE = 50

/** Segments of these repositories: these versions, or (null) all. */
interface Piece {
  repositories: readonly string[]
  versions: readonly string[] | null
}

interface Parts {
  parts: PartRow[]
  entries: Map<string, Out>
  outs: Map<string, Out>
}

const nothing = (): Parts => ({ parts: [], entries: new Map(), outs: new Map() })

/**
 * Writes `flow_part` anew for these versions of each repository, or (null) all of it. Returns what
 * it holds of them now.
 */
export async function refreshParts(
  client: pg.PoolClient,
  repositories: ReadonlyMap<string, ReadonlySet<string> | null>,
  names: ReadonlyMap<string, string>,
): Promise<Flows> {
  const whole = [...repositories].flatMap(([id, versions]) => (versions === null ? id : []))
  const some = [...repositories].flatMap(([, versions]) => (versions === null ? [] : [...versions]))
  const placements = await loadPlacements(
    client,
    new Map([...repositories.keys()].map((id) => [id, names.get(id) ?? ''])),
  )
  await client.query(
    `DELETE FROM flow_part WHERE org_id = $1
       AND (repository_id = ANY($2::uuid[]) OR version_id = ANY($3::uuid[]))`,
    [ORG, whole, some],
  )
  const all = nothing()
  const turns = new Turns()
  const pieces = async function* () {
    const pause = pauses()
    const read = (piece: Piece) => readSegments(client, piece.repositories, piece.versions)
    for await (const { said } of readAhead(turns, piecesOf(repositories, whole, some), read)) {
      const some = nothing()
      for (const [id, rows] of groupBy(said, ({ repository }) => repository)) {
        addTo(some, partsOf(id, rows, placements.get(id)))
        await pause()
      }
      addTo(all, some)
      yield some
    }
  }
  await writePieces(turns, pieces(), (some) => insertParts(client, some))
  await ensureNames(client, namesOf(all.parts))
  return { ...all, nodes: nodesOf(all.parts.map(packedPart)) }
}

function addTo(all: Parts, { parts, entries, outs }: Parts): void {
  for (const part of parts) all.parts.push(part)
  for (const [id, entry] of entries) all.entries.set(id, entry)
  for (const [id, out] of outs) all.outs.set(id, out)
}

/** As it would be read (./load). */
const packedPart = (part: PartRow): PackedPart => [
  ...([part.version_id, part.entry_id, part.out_id, part.layers] as const),
  ...([part.from_at.getTime(), part.to_at?.getTime() ?? null] as const),
]

async function* piecesOf(
  repositories: ReadonlyMap<string, unknown>,
  whole: readonly string[],
  some: readonly string[],
): AsyncGenerator<Piece> {
  for (let i = 0; i < whole.length; i += AT_ONCE) {
    yield { repositories: whole.slice(i, i + AT_ONCE), versions: null }
  }
  if (some.length > 0) yield { repositories: [...repositories.keys()], versions: some }
}

/** Also services and teams of which nothing stands: the map shows them, and links to them. */
function namesOf(parts: readonly PartRow[]): Names {
  const names: Names = { services: new Map(), teams: new Map() }
  const idOf = idsIn(names)
  for (const { repository_id, service, team } of parts) {
    idOf.service(repository_id, service)
    if (team !== null) idOf.team(team)
  }
  return names
}

const ENTRY = [
  ...['org_id', 'id', 'repository_id', 'service', 'kind', 'label', 'keys', 'tokens'],
] as const

async function insertParts(client: pg.PoolClient, { parts, entries, outs }: Parts): Promise<void> {
  await insertEnds(client, 'flow_entry', ENTRY, entries, entryTokens)
  await insertEnds(client, 'flow_out', [...ENTRY, 'method'], outs, outTokens)
  await copyRows(client, 'flow_part', PART_COLUMNS, parts)
}

/** Writes the ends that are not there yet: nobody else does, and their ids tell all of them. */
async function insertEnds(
  client: pg.PoolClient,
  table: 'flow_entry' | 'flow_out',
  columns: readonly ((typeof ENTRY)[number] | 'method')[],
  ends: ReadonlyMap<string, Out>,
  tokensOf: (end: Out) => string[],
): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM ${table} WHERE org_id = $1 AND id = ANY($2::uuid[])`,
    [ORG, [...ends.keys()]],
  )
  const known = new Set(rows.map(({ id }) => id))
  const missing = [...ends.values()].filter(({ id }) => !known.has(id))
  const row = (end: Out) => {
    return { ...end, org_id: ORG, repository_id: end.repository, tokens: tokensOf(end) }
  }
  await copyRows(client, table, columns, missing.map(row))
}
