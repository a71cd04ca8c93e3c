import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { writeAudit } from '@/lib/audit/write'
import { type Client, inTransaction, ORG } from '@/lib/db/database'
import { joinFlows } from './join'

/** Who ties or unties. */
interface Actor {
  id: string
  name: string
}

export interface NewTie {
  /** A key of the outgoing call, as the map lists it. */
  outKey: string
  repository: string
  service: string
  /** A key of the entry point; without it, by method and path. */
  entryKey?: string
  reason?: string
}

/** Ties calls with a key to a service from now on, and joins anew. Nothing before changes. */
export async function makeTie(pool: pg.Pool, actor: Actor, tie: NewTie): Promise<string> {
  const id = randomUUID()
  await inTransaction(pool, async (client) => {
    await client.query(
      `INSERT INTO flow_tie (org_id, id, out_key, repository_id, service, entry_key, reason,
         actor_name, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ...[ORG, id, tie.outKey, tie.repository, tie.service, tie.entryKey ?? null],
        ...[tie.reason ?? null, actor.name, new Date()],
      ],
    )
    await noteTieChange(client, tie.outKey)
    await writeAudit(client, actor, new Date(), [
      { action: 'flow.tie', subjectKind: 'flow-tie', subjectId: id, after: tie },
    ])
  })
  await joinFlows(pool)
  return id
}

/** Takes a tie back from now on; false where there is none that holds. */
export async function undoTie(pool: pg.Pool, actor: Actor, id: string): Promise<boolean> {
  const done = await inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ outKey: string }>(
      `UPDATE flow_tie SET undone_at = now() WHERE org_id = $1 AND id = $2 AND undone_at IS NULL
       RETURNING out_key AS "outKey"`,
      [ORG, id],
    )
    const [undone] = rows
    if (!undone) return false
    await noteTieChange(client, undone.outKey)
    await writeAudit(client, actor, new Date(), [
      { action: 'flow.untie', subjectKind: 'flow-tie', subjectId: id },
    ])
    return true
  })
  if (done) await joinFlows(pool)
  return done
}

/** Calls with this key may meet others now. */
async function noteTieChange(client: Client, outKey: string): Promise<void> {
  await client.query("INSERT INTO flow_change (org_id, versions, out_key) VALUES ($1, '{}', $2)", [
    ORG,
    outKey,
  ])
}
