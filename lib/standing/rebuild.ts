import { insertRows } from '@/lib/db/bulk'
import { type Client, ORG } from '@/lib/db/database'
import { Placements } from '@/lib/services/placement'
import { ensureNames, loadServiceMaps, serviceId, teamId } from '@/lib/services/store'
import { type Period, type Present, type Segment, segmentsOf } from './segments'

interface Repository {
  id: string
  name: string
}

/**
 * Derives `standing` anew from presence, services and ownership: for the given versions, or for
 * the whole repository where `versions` is null. Only streams of the default branch stand.
 */
export async function rebuildStanding(
  client: Client,
  repository: Repository,
  versions: readonly string[] | null,
): Promise<void> {
  const segments = await deriveStanding(client, repository, versions)
  const services = new Set(segments.map((s) => s.service))
  const teams = new Set(segments.flatMap((s) => s.team ?? []))
  await ensureNames(client, repository.id, services, teams)
  if (versions) {
    await client.query('DELETE FROM standing WHERE org_id = $1 AND version_id = ANY($2::uuid[])', [
      ORG,
      versions,
    ])
  } else {
    await client.query('DELETE FROM standing WHERE org_id = $1 AND repository_id = $2', [
      ORG,
      repository.id,
    ])
  }
  await insertRows(
    client,
    'standing',
    COLUMNS,
    segments.map((s) => rowOf(s, repository.id)),
  )
}

/** What `standing` should hold for these versions (or the repository), from the truth alone. */
export async function deriveStanding(
  client: Client,
  repository: Repository,
  versions: readonly string[] | null,
): Promise<Segment[]> {
  const placements = new Placements(repository.name, await loadServiceMaps(client, repository.id))
  const present = await loadPresent(client, repository.id, versions)
  const owned = await loadOwned(client, [...new Set(present.map((p) => p.finding))])
  return present.flatMap((p) => segmentsOf(p, placements, owned.get(p.finding) ?? []))
}

/** Branch of the repository that charts follow (docs/decisions/0001): declared, main, master, first. */
const DEFAULT_BRANCH = `(SELECT d.branch FROM stream d JOIN repository r
  ON r.org_id = d.org_id AND r.id = d.repository_id
  WHERE d.org_id = $1 AND d.repository_id = $2
  ORDER BY d.branch IS DISTINCT FROM r.default_branch, d.branch <> 'main', d.branch <> 'master',
           d.branch <> '', d.branch LIMIT 1)`

async function loadPresent(
  client: Client,
  repositoryId: string,
  versions: readonly string[] | null,
): Promise<Present[]> {
  const { rows } = await client.query<
    Omit<Present, 'from' | 'to'> & { from: Date; to: Date | null }
  >(
    `SELECT p.version_id AS version, p.finding_id AS finding, p.stream_id AS stream,
            p.from_at AS from, p.to_at AS to, v.rule_id AS rule, r.kind,
            r.decision_kind AS "decisionKind", v.path, v.suppressed, v.attempts,
            coalesce(v.declared ->> 'owner', '') <> '' AS "declaredOwner"
     FROM presence p
     JOIN stream s ON s.org_id = p.org_id AND s.id = p.stream_id
     JOIN version v ON v.org_id = p.org_id AND v.id = p.version_id
     JOIN rule r ON r.org_id = v.org_id AND r.id = v.rule_id
     WHERE p.org_id = $1 AND s.repository_id = $2
       AND (s.branch = '' OR s.branch = ${DEFAULT_BRANCH})
       AND ($3::uuid[] IS NULL OR p.version_id = ANY($3::uuid[]))`,
    [ORG, repositoryId, versions],
  )
  return rows.map((row) => ({ ...row, from: row.from.getTime(), to: row.to?.getTime() ?? null }))
}

/** When somebody owned each finding: an ownership given to any of its versions holds for all. */
async function loadOwned(
  client: Client,
  findings: readonly string[],
): Promise<Map<string, Period[]>> {
  const { rows } = await client.query<{ finding: string; from: Date; to: Date | null }>(
    `SELECT DISTINCT p.finding_id AS finding, o.valid_from AS from, o.valid_to AS to
     FROM ownership o JOIN presence p ON p.org_id = o.org_id AND p.version_id = o.version_id
     WHERE o.org_id = $1 AND p.finding_id = ANY($2::uuid[])`,
    [ORG, findings],
  )
  const owned = new Map<string, Period[]>()
  for (const { finding, from, to } of rows) {
    const period = { from: from.getTime(), to: to?.getTime() ?? null }
    owned.set(finding, [...(owned.get(finding) ?? []), period])
  }
  return owned
}

const COLUMNS = {
  org_id: 'int',
  version_id: 'uuid',
  from_at: 'timestamptz',
  to_at: 'timestamptz',
  finding_id: 'uuid',
  repository_id: 'uuid',
  stream_id: 'uuid',
  service_id: 'uuid',
  team_id: 'uuid',
  rule_id: 'uuid',
  kind: 'text',
  decision_kind: 'text',
  state: 'text',
  attempts: 'float8',
}

function rowOf(segment: Segment, repositoryId: string) {
  return {
    org_id: ORG,
    version_id: segment.version,
    from_at: new Date(segment.from),
    to_at: segment.to === null ? null : new Date(segment.to),
    finding_id: segment.finding,
    repository_id: repositoryId,
    stream_id: segment.stream,
    service_id: serviceId(repositoryId, segment.service),
    team_id: segment.team === null ? null : teamId(segment.team),
    rule_id: segment.rule,
    kind: segment.kind,
    decision_kind: segment.decisionKind,
    state: segment.state,
    attempts: segment.attempts,
  }
}
