import type pg from 'pg'
import { pauses, readAhead, Turns, writePieces } from '@/lib/db/pieces'
import { StandingChange } from '@/lib/standing/write'
import { type Chain, Net } from './chains'
import type { FlowChanges } from './changes'
import { type JoinedVersion, joinedVersions } from './joined'
import { loadFlows, loadRepositoryNames, loadTies } from './load'
import type { Flows, Link, Node } from './model'
import { refreshParts } from './refresh-parts'
import { meetings } from './resolve'
import type { SaidSegment } from './said-segment'
import { SaidSegments } from './said-segments'
import { insertJoined, type JoinedRows, removeJoined, rowsOf } from './save'
import { saveLinks } from './save-links'

/** Chains that are derived and written together: PostgreSQL waits for the first, we for the last. */
const AT_ONCE = 4000

/**
 * Joins everything anew, piece by piece: while PostgreSQL writes one the next is derived. Sums change
 * by what differs, so they follow once, at the end.
 */
export async function joinAll(client: pg.PoolClient, changes: FlowChanges): Promise<void> {
  const names = await loadRepositoryNames(client)
  const flows = await loadFlows(client, await refreshParts(client, changes.repositories, names))
  const links = await saveLinks(client, meetings(flows, await loadTies(client)))
  const removed = await removeJoined(client, null)
  const standing = await StandingChange.begin(client, { versions: removed })
  const turns = new Turns()
  const segments = new SaidSegments(client, flows)
  const said = readAhead(turns, chainsOf(flows, links), (piece) => segments.of(piece.flat()))
  await writePieces(turns, pathsOf(said, flows), async (rows) => {
    await standing.add(await insertJoined(client, rows))
  })
  await standing.end()
}

/** Chains that can make the same finding stand together, so that all of its life is known at once. */
async function* chainsOf(flows: Flows, links: readonly Link[]): AsyncGenerator<Chain[][]> {
  const pause = pauses()
  const net = new Net(flows.nodes, links)
  let [piece, count]: [Chain[][], number] = [[], 0]
  for (const starts of startsOf(flows)) {
    const chains = [...starts].flatMap((start) => net.from(start))
    piece.push(chains)
    count += chains.length
    await pause()
    if (count < AT_ONCE) continue
    yield piece
    ;[piece, count] = [[], 0]
  }
  yield piece
}

/** Entry points by what the finding of a path that begins there is known by (./joined). */
function startsOf({ nodes, entries }: Flows): Iterable<Set<string>> {
  const starts = new Map<string, Set<string>>()
  for (const { entry: id } of nodes) {
    const entry = entries.get(id)
    const key = `${entry?.repository} ${entry?.keys[0]}`
    const known = starts.get(key)
    if (known) known.add(id)
    else starts.set(key, new Set([id]))
  }
  return starts.values()
}

async function* pathsOf(
  pieces: AsyncIterable<{ piece: Chain[][]; said: Map<Node, SaidSegment> }>,
  { entries }: Flows,
): AsyncGenerator<JoinedRows> {
  const pause = pauses()
  for await (const { piece, said } of pieces) {
    const versions: JoinedVersion[] = []
    for (const chains of piece) {
      for (const version of joinedVersions(chains, said)) versions.push(version)
      await pause()
    }
    yield rowsOf(versions, entries)
  }
}
