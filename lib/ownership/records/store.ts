import { randomUUID } from 'node:crypto'
import { writeAudit } from '@/lib/audit/write'
import { insertRows } from '@/lib/db/bulk'
import { type Client, ORG } from '@/lib/db/database'
import { findingOf } from '@/lib/standing/load'
import type { Actor, DecisionRecord, RecordVersion } from '../types'

export interface StoredRecord extends RecordVersion {
  finding: string
}

/**
 * What was recorded of these decisions until an instant, oldest first?
 * Indexes: presence (org, finding_id), the primary keys of decision_record_of and decision_record.
 */
export async function readRecords(
  client: Client,
  findings: readonly string[],
  at: Date,
): Promise<StoredRecord[]> {
  const { rows } = await client.query<
    Omit<StoredRecord, 'at' | 'by' | 'adr' | 'reviewOn'> & {
      at: Date
      actorId: string
      actorName: string
      adr: string | null
      reviewOn: string | null
    }
  >(
    `SELECT e.finding, r.id, r.at, r.actor_id AS "actorId", r.actor_name AS "actorName",
       r.invariants, r.failure_modes AS "failureModes", r.assumptions,
       r.data_ownership AS "dataOwnership", r.review_on::text AS "reviewOn", r.adr,
       (SELECT count(*) FROM decision_record_of c WHERE c.org_id = $1 AND c.record_id = r.id)
         AS decisions
     FROM (SELECT DISTINCT ${findingOf('o.version_id', 'o.at')} AS finding, o.record_id
       FROM decision_record_of o WHERE o.org_id = $1 AND o.at <= $3 AND o.version_id IN (
         SELECT version_id FROM presence WHERE org_id = $1 AND finding_id = ANY($2::uuid[]))) e
     JOIN decision_record r ON r.org_id = $1 AND r.id = e.record_id
     WHERE e.finding = ANY($2::uuid[]) ORDER BY r.at, r.id`,
    [ORG, findings, at],
  )
  return rows.map(({ at, actorId, actorName, adr, reviewOn, ...row }) => ({
    ...row,
    at: at.toISOString(),
    by: { id: actorId, name: actorName },
    ...(reviewOn === null ? {} : { reviewOn }),
    ...(adr === null ? {} : { adr }),
  }))
}

/** Writes one record for many decisions, and an audit row for each. */
export async function insertRecord(
  client: Client,
  actor: Actor,
  at: Date,
  record: DecisionRecord,
  targets: readonly { finding: string; versionId: string; before?: string }[],
): Promise<RecordVersion> {
  const id = randomUUID()
  await client.query(
    `INSERT INTO decision_record (org_id, id, at, actor_id, actor_name, invariants, failure_modes,
       assumptions, data_ownership, review_on, adr)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[ORG, id, at, actor.id, actor.name, record.invariants, record.failureModes],
      ...[record.assumptions, record.dataOwnership, record.reviewOn ?? null, record.adr ?? null],
    ],
  )
  await insertRows(
    client,
    'decision_record_of',
    { org_id: 'int', version_id: 'uuid', record_id: 'uuid', at: 'timestamptz' },
    targets.map(({ versionId }) => ({ org_id: ORG, version_id: versionId, record_id: id, at })),
    'ON CONFLICT DO NOTHING',
  )
  await writeAudit(
    client,
    actor,
    at,
    targets.map(({ finding, before }) => ({
      action: 'record.write',
      subjectKind: 'finding',
      subjectId: finding,
      before: before === undefined ? undefined : { record: before },
      after: { record: id },
    })),
  )
  const by = { id: actor.id, name: actor.name }
  return { ...record, id, at: at.toISOString(), by, decisions: targets.length }
}
