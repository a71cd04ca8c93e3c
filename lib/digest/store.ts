import { type Client, ORG } from '@/lib/db/database'
import type { Channel, Sending } from './types'

/** A subscription as it is stored, with what must not leave the server. */
export interface Stored {
  id: string
  teamId: string | null
  team: string | null
  channel: Channel
  target: string
  secret: string | null
  weekday: number
  hour: number
  timeZone: string
  always: boolean
  since: Date
  pausedAt: Date | null
  actorName: string
}

const COLUMNS = `d.id, d.team_id AS "teamId", t.name AS team, d.channel, d.target, d.secret,
  d.weekday, d.hour, d.time_zone AS "timeZone", d.always, d.since, d.paused_at AS "pausedAt",
  d.actor_name AS "actorName"`

/** Which subscriptions are there? All of them: a small table. Teams by primary key. */
export async function readSubscriptions(db: Client, id?: string): Promise<Stored[]> {
  const { rows } = await db.query<Stored>(
    `SELECT ${COLUMNS} FROM digest_subscription d
     LEFT JOIN team t ON t.org_id = d.org_id AND t.id = d.team_id
     WHERE d.org_id = $1 AND d.removed_at IS NULL AND ($2::uuid IS NULL OR d.id = $2)
     ORDER BY t.name NULLS FIRST, d.since, d.id`,
    [ORG, id ?? null],
  )
  return rows
}

/** How did the newest message of each subscription go? Primary key of digest_sending. */
export async function readLastSendings(db: Client): Promise<Map<string, Sending>> {
  const { rows } = await db.query<{
    id: string
    slot: string
    at: Date
    state: Sending['state']
    attempts: number
    reason: string | null
  }>(
    `SELECT DISTINCT ON (subscription_id) subscription_id AS id, slot,
       coalesce(finished_at, claimed_at) AS at, state, attempts, reason
     FROM digest_sending WHERE org_id = $1 ORDER BY subscription_id, claimed_at DESC, slot DESC`,
    [ORG],
  )
  return new Map(
    rows.map(({ id, slot, at, state, attempts, reason }) => [
      id,
      {
        ...{ at: at.toISOString(), byHand: slot.startsWith('now'), state, attempts },
        ...(reason ? { reason } : {}),
      },
    ]),
  )
}

/**
 * Takes a message for whoever asks first: true for one caller only, whichever process it is in.
 * False too where the subscription was paused or removed meanwhile.
 */
// plumbline: owner=@plumbline/digest decision=docs/decisions/0011-digests.md
export async function claim(db: Client, id: string, slot: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `INSERT INTO digest_sending (org_id, subscription_id, slot, claimed_at, state)
     SELECT org_id, id, $3, now(), 'sending' FROM digest_subscription
     WHERE org_id = $1 AND id = $2 AND removed_at IS NULL AND (paused_at IS NULL OR $3 LIKE 'now%')
     ON CONFLICT DO NOTHING`,
    [ORG, id, slot],
  )
  return rowCount === 1
}

export interface Ended {
  state: Exclude<Sending['state'], 'sending'>
  attempts: number
  reason?: string
}

/** Writes how a message went. */
export async function settle(db: Client, id: string, slot: string, ended: Ended): Promise<void> {
  await db.query(
    `UPDATE digest_sending SET state = $4, attempts = $5, reason = $6, finished_at = now()
     WHERE org_id = $1 AND subscription_id = $2 AND slot = $3 AND state = 'sending'`,
    [ORG, id, slot, ended.state, ended.attempts, ended.reason ?? null],
  )
}

/** Longer than sending can take with all its attempts. */
const LOST_MINUTES = 10

/** Says of messages whose process ended while it sent them that nobody knows whether they arrived. */
export async function settleLost(db: Client): Promise<void> {
  await db.query(
    `UPDATE digest_sending SET state = 'failed', finished_at = now(), reason = $2
     WHERE org_id = $1 AND state = 'sending'
       AND claimed_at < now() - interval '${LOST_MINUTES} minutes'`,
    [ORG, 'The process ended while it was sending. It may have arrived, so it is not sent again.'],
  )
}
