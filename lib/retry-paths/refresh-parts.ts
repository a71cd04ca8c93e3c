import type pg from 'pg'
import { sendCopy } from '@/lib/db/copy'
import { type Client, ORG } from '@/lib/db/database'
import { pauses, readAhead, type Turns, writePieces } from '@/lib/db/pieces'
import { loadPlacements } from '@/lib/services/load-placements'
import { ensureNames, type Names } from '@/lib/services/names'
import { groupBy } from '@/lib/trends/group-by'
import type { Flows, Node, Out } from './model'
import { idsIn } from './names'
import { type Known, PartRows } from './part-rows'
import { type PartRow, type Parts, partsOf, readSegments } from './parts'
import type { SegmentFacts } from './said-segment'

/**
 * Repositories whose segments are read together, at most: what they say fits into memory. The first
 * few soon, as PostgreSQL waits.
 */
const [FIRST, AT_ONCE] = [5, 50]

/** Segments of these repositories: these versions, or (null) all. */
interface Piece {
  repositories: readonly string[]
  versions: readonly string[] | null
}

/** Which segments: these versions of each repository, or (null) all of it. */
type Changed = ReadonlyMap<string, ReadonlySet<string> | null>

/** What segments say, and of their versions what joined paths need. */
interface Refreshed extends Flows {
  facts: ReadonlyMap<string, SegmentFacts>
}

const wholeOf = (changed: Changed) =>
  [...changed].flatMap(([id, versions]) => (versions === null ? id : []))
const someOf = (changed: Changed) =>
  [...changed].flatMap(([, versions]) => (versions === null ? [] : [...versions]))

/** Takes these segments out of `flow_part`, and with them versions whose stream is no more. */
export async function forgetParts(client: Client, changed: Changed): Promise<void> {
  await client.query(
    `WITH gone AS (DELETE FROM flow_part WHERE org_id = $1
       AND (repository_id = ANY($2::uuid[]) OR version_id = ANY($3::uuid[])) RETURNING version_id)
     DELETE FROM version v WHERE v.org_id = $1 AND v.id IN (SELECT version_id FROM gone)
       AND NOT EXISTS (SELECT FROM stream s WHERE s.org_id = v.org_id AND s.id = v.stream_id)`,
    [ORG, wholeOf(changed), someOf(changed)],
  )
}

/**
 * Derives these segments, of which `flow_part` holds nothing, and gives its rows to be written.
 * Returns what they hold. `all`: which ends are there already, where that is known.
 */
export async function deriveAllParts(
  client: pg.PoolClient,
  turns: Turns,
  changed: Changed,
  names: ReadonlyMap<string, string>,
  all?: Known,
): Promise<Refreshed> {
  const named = new Map([...changed.keys()].map((id) => [id, names.get(id) ?? '']))
  const placements = await turns.take(() => loadPlacements(client, named))
  const refreshed = {
    entries: new Map<string, Out>(),
    outs: new Map<string, Out>(),
    nodes: [] as Node[],
    facts: new Map<string, SegmentFacts>(),
  }
  const served: Names = { services: new Map(), teams: new Map() }
  const pause = pauses()
  const derived = async function* () {
    const read = (piece: Piece) => readSegments(client, piece.repositories, piece.versions)
    for await (const { said } of readAhead(turns, piecesOf(changed), read)) {
      const found: Parts[] = []
      for (const [id, rows] of groupBy(said, ({ repository }) => repository)) {
        const own = partsOf(id, rows, placements.get(id))
        for (const [id, entry] of own.entries) refreshed.entries.set(id, entry)
        for (const [id, out] of own.outs) refreshed.outs.set(id, out)
        for (const [id, { facts, nodes }] of own.told) {
          refreshed.facts.set(id, facts)
          for (const node of nodes) refreshed.nodes.push(node)
        }
        addNames(served, own.parts)
        found.push(own)
        await pause()
      }
      yield new PartRows(found)
    }
  }
  const tables = async function* () {
    if (all) {
      for await (const rows of derived()) yield await rows.tables(all, pause)
      return
    }
    const known = readAhead(turns, derived(), (rows) => rows.known(client))
    for await (const { piece, said } of known) yield await piece.tables(said, pause)
  }
  await writePieces(turns, tables(), async (tables) => {
    for (const rows of tables) await sendCopy(client, rows)
  })
  turns.take(() => ensureNames(client, served))
  return refreshed
}

async function* piecesOf(changed: Changed): AsyncGenerator<Piece> {
  const [whole, some] = [wholeOf(changed), someOf(changed)]
  for (
    let i = 0, count = FIRST;
    i < whole.length;
    i += count, count = Math.min(2 * count, AT_ONCE)
  ) {
    yield { repositories: whole.slice(i, i + count), versions: null }
  }
  if (some.length > 0) yield { repositories: [...changed.keys()], versions: some }
}

/** Also services and teams of which nothing stands: the map shows them, and links to them. */
function addNames(names: Names, parts: readonly PartRow[]): void {
  const idOf = idsIn(names)
  for (const { repository_id, service, team } of parts) {
    idOf.service(repository_id, service)
    if (team !== null) idOf.team(team)
  }
}
