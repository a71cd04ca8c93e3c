import type pg from 'pg'
import { pauses, Turns, writePieces } from '@/lib/db/pieces'
import { StandingChange } from '@/lib/standing/write'
import { type Chain, Net } from './chains'
import type { FlowChanges } from './changes'
import { forgetPresent, keepFormer } from './former'
import { type JoinedVersion, joinedVersions } from './joined'
import { loadFacts, loadFlows, loadRepositoryNames, loadTies } from './load'
import type { Flows, Link } from './model'
import { allKnown } from './part-rows'
import { deriveAllParts, forgetParts } from './refresh-parts'
import { meetings } from './resolve'
import { SaidSegments } from './said-segments'
import { insertJoined, type JoinedRows, removeJoined, rowsOf } from './save'
import { saveLinks } from './save-links'

/** Chains that are derived and written together, at most; the first few soon, as PostgreSQL waits. */
const [FIRST, AT_ONCE] = [500, 4000]

/**
 * Joins everything anew, piece by piece: while PostgreSQL writes some the next are derived. Sums
 * change by what differs, so they follow once, at the end.
 */
export async function joinAll(client: pg.PoolClient, changes: FlowChanges): Promise<void> {
  const names = await loadRepositoryNames(client)
  const ties = await loadTies(client)
  await forgetParts(client, changes.repositories)
  const stayed = await loadFlows(client)
  const known = await allKnown(client)
  await Turns.during(async (turns) => {
    const repositories = changes.repositories
    const { facts, ...own } = await deriveAllParts(client, turns, repositories, names, known)
    const begun = turns.take(async () => {
      // Which of them stay is known at the end alone.
      await keepFormer(client, null, [])
      return StandingChange.begin(client, { versions: await removeJoined(client, null) })
    })
    const flows = together(stayed, own)
    const links = await saveLinks(client, turns, meetings(flows, ties))
    const read = (versions: readonly string[]) => turns.take(() => loadFacts(client, versions))
    const segments = new SaidSegments(flows, read, facts)
    await writePieces(turns, pathsOf(segments, flows, links), async (rows) => {
      await insertJoined(client, rows)
      await (await begun).add(rows.standing)
    })
    turns.take(async () => (await begun).end())
    turns.take(() => forgetPresent(client))
  })
}

function together(stayed: Flows, own: Flows): Flows {
  if (stayed.nodes.length === 0) return own
  return {
    entries: new Map([...stayed.entries, ...own.entries]),
    outs: new Map([...stayed.outs, ...own.outs]),
    nodes: stayed.nodes.concat(own.nodes),
  }
}

async function* pathsOf(
  segments: SaidSegments,
  flows: Flows,
  links: readonly Link[],
): AsyncGenerator<JoinedRows> {
  const pause = pauses()
  for await (const piece of chainsOf(flows, links)) {
    const said = await segments.of(piece.flat())
    const versions: JoinedVersion[] = []
    for (const chains of piece) {
      for (const version of joinedVersions(chains, said)) versions.push(version)
      await pause()
    }
    yield await rowsOf(versions, flows.entries, pause)
  }
}

/** Chains that can make the same finding stand together, so that all of its life is known at once. */
async function* chainsOf(flows: Flows, links: readonly Link[]): AsyncGenerator<Chain[][]> {
  const pause = pauses()
  const net = new Net(flows.nodes, links)
  let [piece, count, enough]: [Chain[][], number, number] = [[], 0, FIRST]
  for (const starts of startsOf(flows)) {
    const chains = [...starts].flatMap((start) => net.from(start))
    piece.push(chains)
    count += chains.length
    await pause()
    if (count < enough) continue
    yield piece
    ;[piece, count, enough] = [[], 0, Math.min(2 * enough, AT_ONCE)]
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
