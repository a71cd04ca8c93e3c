import { randomUUID } from 'node:crypto'
import { writeAudit } from '@/lib/audit/write'
import { insertRows } from '@/lib/db/bulk'
import { type Client, ORG } from '@/lib/db/database'
import { rebuildStanding } from '@/lib/standing/rebuild'
import { groupBy } from '@/lib/trends/group-by'
import { ownerKey } from '../owner'
import type { ActKind, Actor, OwnerRef } from '../types'
import type { Outcome } from './decide'
import type { Target } from './targets'

export interface Written {
  target: Target
  outcome: Outcome
}

export interface ActRow {
  id: string
  kind: ActKind | 'undo'
  at: Date
  actor: Actor
  owner: string | null
  reason: string | null
  until: number | null
  undoes?: string
}

/** Writes an act with its entries and audit rows, and derives standing anew for the findings. */
export async function writeAct(
  client: Client,
  act: ActRow,
  written: readonly Written[],
): Promise<void> {
  await client.query(
    `INSERT INTO ownership_act
       (org_id, id, kind, at, actor_id, actor_name, owner, reason, until, findings, undoes)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[ORG, act.id, act.kind, act.at, act.actor.id, act.actor.name, act.owner, act.reason],
      ...[dateOf(act.until), written.length, act.undoes ?? null],
    ],
  )
  await insertRows(
    client,
    'ownership',
    COLUMNS,
    written.map((w) => rowOf(act, w)),
  )
  await writeAudit(
    client,
    act.actor,
    act.at,
    written.map(({ target, outcome }) => ({
      action: `ownership.${act.kind}`,
      subjectKind: 'finding',
      subjectId: target.finding,
      before: said(target),
      after: { act: act.id, ...said(outcome) },
    })),
  )
  await rebuildFindings(
    client,
    written.map(({ target }) => target),
  )
}

/** Derives standing anew for every version of these findings. Index: presence (org, finding_id). */
async function rebuildFindings(client: Client, targets: readonly Target[]): Promise<void> {
  for (const [id, group] of groupBy(targets, ({ place }) => place.repositoryId)) {
    const { rows } = await client.query<{ id: string }>(
      `SELECT DISTINCT version_id AS id FROM presence
       WHERE org_id = $1 AND finding_id = ANY($2::uuid[])`,
      [ORG, group.map(({ finding }) => finding)],
    )
    const name = group[0]?.repositoryName ?? ''
    await rebuildStanding(
      client,
      { id, name },
      rows.map((row) => row.id),
    )
  }
}

const COLUMNS = {
  org_id: 'int',
  id: 'uuid',
  act_id: 'uuid',
  version_id: 'uuid',
  valid_from: 'timestamptz',
  until: 'timestamptz',
  status: 'text',
  owner_kind: 'text',
  owner: 'text',
  owner_key: 'text',
  others: 'jsonb',
  proposed_kind: 'text',
  proposed: 'text',
  proposed_key: 'text',
  approver: 'text',
  reason: 'text',
  confirms: 'bool',
}

function rowOf(act: ActRow, { target, outcome }: Written) {
  const { owner, proposed } = outcome
  return {
    org_id: ORG,
    id: randomUUID(),
    act_id: act.id,
    version_id: target.versionId,
    valid_from: act.at,
    until: dateOf(outcome.until),
    status: outcome.status,
    owner_kind: owner?.kind ?? null,
    owner: owner?.name ?? null,
    owner_key: owner ? ownerKey(owner.name) : null,
    others: JSON.stringify(outcome.others),
    proposed_kind: proposed?.kind ?? null,
    proposed: proposed?.name ?? null,
    proposed_key: proposed ? ownerKey(proposed.name) : null,
    approver: outcome.approver,
    reason: outcome.reason,
    confirms: outcome.confirms,
  }
}

function said(state: {
  status: string
  owner?: OwnerRef
  others: OwnerRef[]
  proposed?: OwnerRef
  until: number | null
  approver: string | null
  reason: string | null
}) {
  const { status, owner, others, proposed, until, approver, reason } = state
  return {
    status,
    owner: owner?.name,
    others: others.length > 0 ? others.map(({ name }) => name) : undefined,
    proposed: proposed?.name,
    until: dateOf(until)?.toISOString(),
    approver: approver ?? undefined,
    reason: reason ?? undefined,
  }
}

function dateOf(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms)
}
