import { type Client, ORG } from '@/lib/db/database'
import { deriveStanding } from '@/lib/standing/rebuild'
import { Net } from './chains'
import { joinedVersions } from './joined'
import { joinedStream } from './joined-ids'
import { spansOf } from './life'
import { loadFacts, loadFlows, loadLinks, loadRepositoryNames, loadTies } from './load'
import type { Link } from './model'
import { PART_NAMES, partKey } from './part-rows'
import { deriveParts, type PartRow } from './parts'
import { resolveLinks } from './resolve'
import { SaidSegments } from './said-segments'
import { descriptionOf } from './save'

/** Which cache of the join does not say what the truth says, and by how many rows. */
export interface JoinDiscrepancy {
  what: 'parts' | 'meetings' | 'paths' | 'standing of paths'
  missing: number
  surplus: number
}

/** Derives parts, meetings and joined paths from the truth and compares them with what is stored. */
export async function verifyJoin(client: Client): Promise<JoinDiscrepancy[]> {
  const names = await loadRepositoryNames(client)
  const derivedParts: string[] = []
  for (const [id, name] of names) {
    const { parts } = await deriveParts(client, { id, name }, null)
    derivedParts.push(...parts.map(partKey))
  }
  const stored = await client.query<PartRow>(
    `SELECT ${PART_NAMES.join(', ')} FROM flow_part WHERE org_id = $1`,
    [ORG],
  )
  const flows = await loadFlows(client)
  const links = resolveLinks(flows, await loadTies(client))
  const net = new Net(flows.nodes, links)
  const starts = [...new Set(flows.nodes.map(({ entry }) => entry))]
  const chains = starts.flatMap((start) => net.from(start))
  const said = new SaidSegments(flows, (versions) => loadFacts(client, versions))
  const versions = joinedVersions(chains, await said.of(chains))
  const described = new Map(versions.map((v) => [v.id, descriptionOf(v).toString('hex')]))
  const paths = spansOf(versions).map(({ cause: _, to, ...span }) =>
    JSON.stringify([
      ...[span.version, described.get(span.version), span.finding, span.from],
      ...[to === Number.POSITIVE_INFINITY ? null : to, span.start, span.end, span.continues],
    ]),
  )
  const standing: string[] = []
  for (const [id, name] of names) {
    const own = versions.filter((v) => flows.entries.get(v.start)?.repository === id)
    const ids = own.map((v) => v.id)
    if (ids.length === 0) continue
    for (const s of await deriveStanding(client, { id, name }, ids)) {
      standing.push(JSON.stringify([s.version, s.from, s.to, s.attempts, s.service, s.team]))
    }
  }
  return [
    compare('parts', derivedParts, stored.rows.map(partKey)),
    compare('meetings', links.map(linkKey), (await loadLinks(client)).map(linkKey)),
    compare('paths', paths, await storedPaths(client, [...names.keys()])),
    compare('standing of paths', standing, await storedStanding(client, [...names.keys()])),
  ].filter(({ missing, surplus }) => missing > 0 || surplus > 0)
}

function linkKey({ out, entry, from, to, rule, confidence, detail }: Link): string {
  return JSON.stringify([out, entry, from, String(to), rule, confidence, detail])
}

function compare(
  what: JoinDiscrepancy['what'],
  derived: readonly string[],
  stored: readonly string[],
): JoinDiscrepancy {
  const left = new Set(stored)
  const missing = derived.filter((key) => !left.delete(key)).length
  return { what, missing, surplus: left.size }
}

const ms = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`

/** Stored presence of joined paths with what they say. Index: presence (org, stream, from_at). */
async function storedPaths(client: Client, repositories: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<Record<string, unknown>>(
    `SELECT p.version_id, encode(v.description, 'hex') AS d, p.finding_id, ${ms('p.from_at')} AS f,
       ${ms('p.to_at')} AS t, p.start_reason, p.end_reason, p.continues_version
     FROM presence p JOIN version v ON v.org_id = p.org_id AND v.id = p.version_id
     WHERE p.org_id = $1 AND p.stream_id = ANY($2::uuid[])`,
    [ORG, repositories.map(joinedStream)],
  )
  return rows.map((row) => JSON.stringify(Object.values(row)))
}

/** Standing of joined paths. Index: standing (org, repository, kind). */
async function storedStanding(client: Client, repositories: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<Record<string, unknown>>(
    `SELECT s.version_id, ${ms('s.from_at')} AS f, ${ms('s.to_at')} AS t, s.attempts,
       e.name AS service, m.name AS team
     FROM standing s JOIN service e ON e.org_id = s.org_id AND e.id = s.service_id
     LEFT JOIN team m ON m.org_id = s.org_id AND m.id = s.team_id
     WHERE s.org_id = $1 AND s.kind = 'retry-path' AND s.stream_id = ANY($2::uuid[])
       AND s.repository_id = ANY($3::uuid[])`,
    [ORG, repositories.map(joinedStream), repositories],
  )
  return rows.map((row) => JSON.stringify(Object.values(row)))
}
