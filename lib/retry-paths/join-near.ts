import type pg from 'pg'
import type { Client } from '@/lib/db/database'
import { pauses, Turns } from '@/lib/db/pieces'
import { StandingChange } from '@/lib/standing/write'
import type { FlowChanges } from './changes'
import { keepFormer } from './former'
import { joinedVersions } from './joined'
import { loadEnds, loadFacts, loadRepositoryNames, loadTies } from './load'
import { inOrder, type Link, type Node, type Tie } from './model'
import { distinct, endsByTokens, entriesOf, linksBy, nodesBy } from './near'
import { callersOf, netFrom } from './reach'
import { deriveAllParts, forgetParts } from './refresh-parts'
import { changedOuts, oldCalls } from './relink'
import { resolveLinks, timesOf } from './resolve'
import { SaidSegments } from './said-segments'
import { insertJoined, removeJoined, rowsOf } from './save'
import { saveLinksOf } from './save-links'
import { sameTimes } from './stretches'
import { askedBy, entryTokens } from './tokens'

/**
 * Joins anew what a change can touch and nothing else: calls are resolved whose own times changed
 * or that share a token with an entry point whose times did; paths are derived that begin within
 * reach of a changed segment or meeting, before or now. What is read is in proportion to that.
 */
export async function joinNear(client: pg.PoolClient, changes: FlowChanges): Promise<void> {
  const names = await loadRepositoryNames(client)
  const whole = [...changes.repositories].flatMap(([id, versions]) => (versions ? [] : id))
  const some = [...changes.repositories.values()].flatMap((versions) => [...(versions ?? [])])
  const was = distinct([
    ...(await nodesBy(client, 'repository_id', whole)),
    ...(await nodesBy(client, 'version_id', some)),
  ])
  await forgetParts(client, changes.repositories)
  const { nodes: is } = await Turns.during((turns) =>
    deriveAllParts(client, turns, changes.repositories, names),
  )
  const ties = await loadTies(client)
  const outs = await touchedOuts(client, was, is, ties, changes.ties)
  const old = await linksBy(client, 'out_id', new Set([...outs, ...was.map(({ out }) => out)]))
  const now = await resolve(client, outs, ties)
  const before = old.filter(({ out }) => outs.has(out)).sort(inOrder)
  const relinked = changedOuts(before, now)
  if (relinked.size > 0) await saveLinksOf(client, relinked, now)

  const calling = await nodesBy(client, 'out_id', relinked)
  const gone = oldCalls([...was, ...calling], old)
  const touched = [...was, ...is, ...calling].map(({ entry }) => entry)
  const starts = await callersOf(client, touched, gone)
  const net = await netFrom(client, starts)
  const chains = [...starts].sort().flatMap((start) => net.from(start))
  const nodes = chains.flatMap((chain) => chain.nodes)
  const ends = await loadEnds(client, {
    entries: [...new Set(nodes.map(({ entry }) => entry))],
    outs: [...new Set(nodes.map(({ out }) => out))],
  })
  const said = new SaidSegments(ends, (versions) => loadFacts(client, versions))
  const versions = joinedVersions(chains, await said.of(chains))
  const rows = await rowsOf(versions, ends.entries, pauses())
  await keepFormer(
    client,
    starts,
    versions.map(({ finding }) => finding),
  )
  const removed = await removeJoined(client, starts)
  const standing = await StandingChange.begin(client, { versions: removed })
  await insertJoined(client, rows)
  await standing.add(rows.standing)
  await standing.end()
}

/** Outgoing calls that may meet others than before, or at other times. */
async function touchedOuts(
  client: Client,
  was: readonly Node[],
  is: readonly Node[],
  ties: readonly Tie[],
  tied: readonly string[],
): Promise<Set<string>> {
  const entries = await retimed(client, 'entry', was, is)
  const ends = await loadEnds(client, { entries, outs: [] })
  const known = [...ends.entries.values()]
  const places = new Set(known.map(({ repository, service }) => `${repository} ${service}`))
  const tokens = [
    ...tied,
    ...known.flatMap(entryTokens),
    ...ties.flatMap((tie) => (places.has(`${tie.repository} ${tie.service}`) ? tie.outKey : [])),
  ]
  const asking = await endsByTokens(client, 'flow_out', tokens)
  return new Set([...(await retimed(client, 'out', was, is)), ...asking.map(({ id }) => id)])
}

/** Entry points or outgoing calls that are there at other times than before. */
async function retimed(
  client: Client,
  end: 'entry' | 'out',
  was: readonly Node[],
  is: readonly Node[],
): Promise<string[]> {
  const ids = new Set([...was, ...is].map((node) => node[end]))
  const there = await nodesBy(client, end === 'entry' ? 'entry_id' : 'out_id', ids)
  const changed = new Set(is.map(({ version }) => version))
  const stayed = there.filter(({ version }) => !changed.has(version))
  const [before, after] = [stayed.concat(was), there].map((nodes) => timesOf(nodes, (n) => n[end]))
  return [...ids].filter((id) => !sameTimes(before?.get(id) ?? [], after?.get(id) ?? []))
}

/** Meetings of these calls, resolved among the entry points that they may mean. */
async function resolve(
  client: Client,
  outs: ReadonlySet<string>,
  ties: readonly Tie[],
): Promise<Link[]> {
  if (outs.size === 0) return []
  const asking = await loadEnds(client, { entries: [], outs: [...outs] })
  const calls = [...asking.outs.values()]
  const asked = calls.map((call) => askedBy(call.keys))
  const meant = await endsByTokens(
    client,
    'flow_entry',
    asked.flatMap((one) => one.services),
  )
  const named = await endsByTokens(
    client,
    'flow_entry',
    asked.flatMap((one) => one.keys),
  )
  const keys = new Set(calls.flatMap((call) => call.keys))
  const tied = ties.filter(({ outKey }) => keys.has(outKey))
  const places = new Map(
    [...meant, ...tied].map((place) => [`${place.repository} ${place.service}`, place]),
  )
  const served = await entriesOf(client, [...places.values()])
  const entries = [...new Set([...served, ...named.map(({ id }) => id)])]
  const ends = await loadEnds(client, { entries, outs: [] })
  const nodes = distinct([
    ...(await nodesBy(client, 'out_id', outs)),
    ...(await nodesBy(client, 'entry_id', entries)),
  ])
  return resolveLinks({ entries: ends.entries, outs: asking.outs, nodes }, ties)
}
