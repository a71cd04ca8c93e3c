import type pg from 'pg'
import { copyRows, type Value } from '@/lib/db/copy'
import { ORG } from '@/lib/db/database'
import { pauses, readAhead, Turns, writePieces } from '@/lib/db/pieces'
import { loadPlacements } from '@/lib/services/load-placements'
import { ensureNames, type Names } from '@/lib/services/names'
import { groupBy } from '@/lib/trends/group-by'
import { nodesOf, type PackedPart } from './load'
import type { Flows, Node, Out } from './model'
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

/** What one repository's segments make. */
type Parts = ReturnType<typeof partsOf>

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
  const flows = {
    entries: new Map<string, Out>(),
    outs: new Map<string, Out>(),
    nodes: [] as Node[],
  }
  const served: Names = { services: new Map(), teams: new Map() }
  const turns = new Turns()
  const pieces = async function* () {
    const pause = pauses()
    const read = (piece: Piece) => readSegments(client, piece.repositories, piece.versions)
    for await (const { said } of readAhead(turns, piecesOf(repositories, whole, some), read)) {
      const found: Parts[] = []
      for (const [id, rows] of groupBy(said, ({ repository }) => repository)) {
        const own = partsOf(id, rows, placements.get(id))
        for (const [id, entry] of own.entries) flows.entries.set(id, entry)
        for (const [id, out] of own.outs) flows.outs.set(id, out)
        for (const node of nodesOf(own.parts.map(packedPart))) flows.nodes.push(node)
        addNames(served, own.parts)
        found.push(own)
        await pause()
      }
      yield found
    }
  }
  await writePieces(turns, pieces(), (found) => insertParts(client, found))
  await ensureNames(client, served)
  return flows
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
function addNames(names: Names, parts: readonly PartRow[]): void {
  const idOf = idsIn(names)
  for (const { repository_id, service, team } of parts) {
    idOf.service(repository_id, service)
    if (team !== null) idOf.team(team)
  }
}

const ENTRY = [
  ...['org_id', 'id', 'repository_id', 'service', 'kind', 'label', 'keys', 'tokens'],
] as const
const OUT = [...ENTRY, 'method'] as const

async function insertParts(client: pg.PoolClient, found: readonly Parts[]): Promise<void> {
  const entries = found.flatMap((one) => [...one.entries.values()])
  const outs = found.flatMap((one) => [...one.outs.values()])
  const parts = found.flatMap((one) => one.parts)
  await copyRows(
    client,
    'flow_entry',
    ENTRY,
    await newEnds(client, 'flow_entry', entries, entryTokens),
  )
  await copyRows(client, 'flow_out', OUT, await newEnds(client, 'flow_out', outs, outTokens))
  await copyRows(client, 'flow_part', PART_COLUMNS, parts)
}

/** Rows of the ends that are not there yet: nobody else writes them, and their ids tell all of them. */
async function newEnds(
  client: pg.PoolClient,
  table: 'flow_entry' | 'flow_out',
  ends: readonly Out[],
  tokensOf: (end: Out) => string[],
): Promise<Iterable<Record<(typeof OUT)[number], Value>>> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM ${table} WHERE org_id = $1 AND id = ANY($2::uuid[])`,
    [ORG, ends.map(({ id }) => id)],
  )
  return endRows(ends, new Set(rows.map(({ id }) => id)), tokensOf)
}

function* endRows(
  ends: readonly Out[],
  known: ReadonlySet<string>,
  tokensOf: (end: Out) => string[],
) {
  for (const end of ends) {
    if (known.has(end.id)) continue
    const { id, repository, service, kind, label, keys, method } = end
    const tokens = tokensOf(end)
    yield { org_id: ORG, id, repository_id: repository, service, kind, label, keys, tokens, method }
  }
}
