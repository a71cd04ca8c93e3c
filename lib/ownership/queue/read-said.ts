import { type Client, ORG } from '@/lib/db/database'
import { parameters, standsAt } from '@/lib/trends/conditions'
import { type Asked, concerns, ENTRY, QUEUE_ROW, type QueueRow, SERVICE } from './read-rows'

/**
 * Decisions of which a person said anything, or recorded it, or whose owner a reorganisation is
 * about. No other is proposed, accepted, rejected or decayed: those that only a declaration beside
 * the code or in a document owns are all alike, and are to be ratified (`readToRatify`).
 * Indexes: presence's primary key, standing (org_id, owner_key).
 */
const SAID = `SELECT p.finding_id FROM presence p WHERE p.org_id = ${ORG} AND p.version_id IN (
    SELECT version_id FROM ownership WHERE org_id = ${ORG}
    UNION SELECT version_id FROM decision_record_of WHERE org_id = ${ORG})
  UNION SELECT finding_id FROM standing WHERE org_id = ${ORG} AND owner_key IN (
    SELECT from_key FROM service_team WHERE org_id = ${ORG})`

/** How do those stand at an instant? Index: standing (org_id, finding_id). */
export async function readSaid(
  client: Client,
  asked: Asked | undefined,
  at: Date,
): Promise<QueueRow[]> {
  const { values, add } = parameters()
  const { rows } = await client.query<QueueRow>(
    `SELECT ${QUEUE_ROW}
     FROM (${SAID}) said JOIN standing s ON s.org_id = ${ORG} AND s.finding_id = said.finding_id
     ${SERVICE} ${ENTRY}
     WHERE s.kind = 'decision' AND s.state <> 'suppressed' AND s.status <> 'unowned'
       AND ${standsAt('s', add(at))} AND ${concerns(asked, add)}`,
    values,
  )
  return rows
}

/**
 * Which decisions are open again because an acceptance ran out since `since`? Index: ownership
 * (org_id, status, until), then standing (org_id, finding_id).
 */
export async function readExpired(
  client: Client,
  asked: Asked | undefined,
  since: Date,
  at: Date,
): Promise<QueueRow[]> {
  const { values, add } = parameters()
  const [$since, $at] = [add(since), add(at)]
  const theirs = asked
    ? `(o.owner_key = ANY(${add(asked.keys)}::text[]) OR s.team_id = ANY(${add(asked.teams)}::uuid[]))`
    : 'true'
  const { rows } = await client.query<QueueRow>(
    `SELECT DISTINCT ON (s.finding_id) ${QUEUE_ROW}
     FROM ownership o
     JOIN standing was ON was.org_id = o.org_id AND was.ownership_id = o.id AND was.to_at = o.until
     JOIN standing s ON s.org_id = o.org_id AND s.finding_id = was.finding_id AND s.state = 'open'
       AND ${standsAt('s', $at)}
     ${SERVICE}
     WHERE o.org_id = ${ORG} AND o.status = 'accepted' AND o.until > ${$since} AND o.until <= ${$at}
       AND ${theirs}
     ORDER BY s.finding_id, o.until DESC`,
    values,
  )
  return rows
}
