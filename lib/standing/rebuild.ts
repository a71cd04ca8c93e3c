import { insertRows } from '@/lib/db/bulk'
import { type Client, ORG } from '@/lib/db/database'
import { loadClaims } from '@/lib/ownership/documents/store'
import { ownerKey } from '@/lib/ownership/owner'
import { JOIN_TOOL, noteFlowChange } from '@/lib/retry-paths/changes'
import { Placements } from '@/lib/services/placement'
import { ensureNames, loadServiceMaps, serviceId, teamId } from '@/lib/services/store'
import { loadTeamChanges } from '@/lib/services/team-changes'
import { loadHeld, loadPresent } from './load'
import { type Segment, segmentsOf } from './segments'

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
    // Paths joined over repositories are derived by their own step, which is told of this.
    await client.query(
      `DELETE FROM standing WHERE org_id = $1 AND repository_id = $2 AND stream_id NOT IN (
         SELECT id FROM stream WHERE org_id = $1 AND repository_id = $2 AND tool = $3)`,
      [ORG, repository.id, JOIN_TOOL],
    )
    await noteFlowChange(client, repository.id, null)
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
  const maps = await loadServiceMaps(client, repository.id)
  const changes = await loadTeamChanges(client, repository.id)
  const placements = new Placements(repository.name, maps, changes)
  const claims = await loadClaims(client, repository.id)
  const present = await loadPresent(client, repository.id, versions)
  const decisions = present.filter(({ kind }) => kind === 'decision')
  const held = await loadHeld(client, [...new Set(decisions.map((p) => p.finding))])
  return present.flatMap((p) => segmentsOf(p, placements, held.get(p.finding) ?? [], claims))
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
  status: 'text',
  owner: 'text',
  owner_key: 'text',
  proposed_key: 'text',
  ownership_id: 'uuid',
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
    status: segment.status,
    owner: segment.owner,
    owner_key: segment.owner === null ? null : ownerKey(segment.owner),
    proposed_key: segment.proposed === null ? null : ownerKey(segment.proposed),
    ownership_id: segment.entry,
  }
}
