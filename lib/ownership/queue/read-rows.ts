import { type Client, ORG } from '@/lib/db/database'
import { ownerKey } from '../owner'
import type { Status } from '../types'

/** Whose queue: by the names they go by, and by the team they are; empty: everybody's. */
export interface Whose {
  keys: readonly string[]
  team?: string
}

export interface QueueRow {
  finding: string
  status: Status
  owner: string | null
  ownerKey: string | null
  proposedKey: string | null
  repositoryId: string
  service: string
  teamKey: string | null
  decisionKind: string | null
  until: Date | null
  introduced: Date
  atLeast: boolean
}

/** A team goes by its own name, too. Primary key of team. */
export async function withTeamName(client: Client, whose: Whose): Promise<Whose> {
  if (whose.team === undefined) return whose
  const { rows } = await client.query<{ name: string }>(
    'SELECT name FROM team WHERE org_id = $1 AND id = $2',
    [ORG, whose.team],
  )
  return { ...whose, keys: [...whose.keys, ...rows.map(({ name }) => ownerKey(name))] }
}

const KEY = `lower(ltrim(t.name, '@'))`

/**
 * Which decisions has anybody said anything of, as they stand at an instant; and theirs alone
 * where a queue is somebody's? Indexes: standing (org_id, owner_key), (org_id, proposed_key),
 * (org_id, kind, state, from_at).
 */
export async function readQueueRows(client: Client, whose: Whose, at: Date): Promise<QueueRow[]> {
  const { rows } = await client.query<QueueRow>(
    `SELECT s.finding_id AS finding, s.status, s.owner, s.owner_key AS "ownerKey",
       s.proposed_key AS "proposedKey", s.repository_id AS "repositoryId", e.name AS service,
       ${KEY} AS "teamKey", s.decision_kind AS "decisionKind", o.until, s.dated_at AS introduced,
       s.at_least AS "atLeast"
     FROM standing s
     JOIN service e ON e.org_id = s.org_id AND e.id = s.service_id
     LEFT JOIN team t ON t.org_id = s.org_id AND t.id = s.team_id
     LEFT JOIN ownership o ON o.org_id = s.org_id AND o.id = s.ownership_id
     WHERE s.org_id = $1 AND s.kind = 'decision' AND s.state <> 'suppressed'
       AND s.status <> 'unowned' AND s.from_at <= $2 AND (s.to_at IS NULL OR s.to_at > $2)
       AND ($3::text[] IS NULL OR s.owner_key = ANY($3) OR s.proposed_key = ANY($3)
         OR ${KEY} = ANY($3) OR s.team_id = $4)`,
    [ORG, at, whose.keys.length > 0 || whose.team ? whose.keys : null, whose.team ?? null],
  )
  return rows
}

/**
 * Which decisions are open again because an acceptance ran out since `since`? Index: ownership
 * (org_id, status, until), then standing (org_id, finding_id).
 */
export async function readExpired(
  client: Client,
  whose: Whose,
  since: Date,
  at: Date,
): Promise<QueueRow[]> {
  const { rows } = await client.query<QueueRow>(
    `SELECT DISTINCT ON (s.finding_id) s.finding_id AS finding, s.status, s.owner,
       s.owner_key AS "ownerKey", s.proposed_key AS "proposedKey",
       s.repository_id AS "repositoryId", e.name AS service, ${KEY} AS "teamKey",
       s.decision_kind AS "decisionKind", o.until, s.dated_at AS introduced,
       s.at_least AS "atLeast"
     FROM ownership o
     JOIN standing was ON was.org_id = o.org_id AND was.ownership_id = o.id AND was.to_at = o.until
     JOIN standing s ON s.org_id = o.org_id AND s.finding_id = was.finding_id AND s.state = 'open'
       AND s.from_at <= $3 AND (s.to_at IS NULL OR s.to_at > $3)
     JOIN service e ON e.org_id = s.org_id AND e.id = s.service_id
     LEFT JOIN team t ON t.org_id = s.org_id AND t.id = s.team_id
     WHERE o.org_id = $1 AND o.status = 'accepted' AND o.until > $2 AND o.until <= $3
       AND ($4::text[] IS NULL OR o.owner_key = ANY($4) OR ${KEY} = ANY($4) OR s.team_id = $5)
     ORDER BY s.finding_id, o.until DESC`,
    [ORG, since, at, whose.keys.length > 0 || whose.team ? whose.keys : null, whose.team ?? null],
  )
  return rows
}
