import { type Client, ORG } from '@/lib/db/database'
import { findingOf } from '@/lib/standing/load'
import type { Entry } from './periods'
import type { ActKind, Actor, OwnerRef } from './types'

/** An entry of the ledger with all that it says. */
export interface LedgerEntry extends Entry {
  finding: string
  versionId: string
  actId: string
  kind: ActKind | 'undo'
  by: Actor
  ownerKind: OwnerRef['kind'] | null
  others: OwnerRef[]
  proposedKind: OwnerRef['kind'] | null
  approver: string | null
  reason: string | null
  confirms: boolean
  undone: boolean
}

type Row = Omit<LedgerEntry, 'at' | 'until' | 'by'> & {
  at: Date
  until: Date | null
  actorId: string
  actorName: string
}

/**
 * What did people say of these findings, oldest first?
 * Indexes: presence (org, finding_id), ownership (org, version_id), ownership_act's primary key.
 */
export async function readLedger(
  client: Client,
  findings: readonly string[],
): Promise<Map<string, LedgerEntry[]>> {
  const { rows } = await client.query<Row>(
    `SELECT * FROM (
       SELECT ${findingOf('o.version_id', 'o.valid_from')} AS finding, o.id, o.seq,
         o.version_id AS "versionId", o.act_id AS "actId", a.kind, a.actor_id AS "actorId",
         a.actor_name AS "actorName", o.valid_from AS at, o.until, o.status,
         o.owner_kind AS "ownerKind", o.owner, o.others, o.proposed_kind AS "proposedKind",
         o.proposed, o.approver, o.reason, o.confirms, o.undone
       FROM ownership o JOIN ownership_act a ON a.org_id = o.org_id AND a.id = o.act_id
       WHERE o.org_id = $1 AND o.version_id IN (
         SELECT version_id FROM presence WHERE org_id = $1 AND finding_id = ANY($2::uuid[]))) e
     WHERE finding = ANY($2::uuid[]) ORDER BY at, seq`,
    [ORG, findings],
  )
  const ledger = new Map<string, LedgerEntry[]>()
  for (const { actorId, actorName, at, until, ...row } of rows) {
    const by = { id: actorId, name: actorName }
    const entry = { ...row, by, at: at.getTime(), until: until?.getTime() ?? null }
    const known = ledger.get(entry.finding)
    if (known) known.push(entry)
    else ledger.set(entry.finding, [entry])
  }
  return ledger
}

/**
 * What has been decided so far, as one number: sent along with what is shown, and sent back with
 * an act. Acts take turns, so a smaller number was visible earlier. Index: ownership (org, seq).
 */
export async function readStamp(client: Client): Promise<number> {
  const { rows } = await client.query<{ stamp: number }>(
    'SELECT coalesce(max(seq), 0) AS stamp FROM ownership WHERE org_id = $1',
    [ORG],
  )
  return rows[0]?.stamp ?? 0
}

export function ownerRef(kind: OwnerRef['kind'] | null, name: string | null): OwnerRef | undefined {
  return name === null ? undefined : { kind: kind ?? 'team', name }
}
