import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import * as z from 'zod'
import { writeAudit } from '@/lib/audit/write'
import { type Client, inTransaction, ORG } from '@/lib/db/database'
import { HttpProblem } from '@/lib/http/problem'
import { assertLeads } from '@/lib/people/leads'
import type { Person } from '@/lib/people/principal'
import { isTimeZone } from '@/lib/time/is-time-zone'
import { reaches } from './reaches'
import { newSecret } from './send/signature'
import { readSubscriptions } from './store'
import { CHANNELS } from './types'

const zone = z.string().max(100).refine(isTimeZone, 'must be a time zone like Europe/Berlin')
const id = z.uuid('must be the id of a digest')

/** What can be done to digests. */
export const digestActShape = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('add'),
      team: z.uuid('must be the id of a team').optional(),
      channel: z.enum(CHANNELS),
      target: z.string().trim().min(1, 'is needed').max(2000),
      weekday: z.int().min(1, 'is 1 (Monday) to 7').max(7, 'is 1 (Monday) to 7'),
      hour: z.int().min(0, 'is 0 to 23').max(23, 'is 0 to 23'),
      timeZone: zone,
      always: z.boolean(),
    })
    .superRefine(({ channel, target }, context) => {
      const message = channel === 'email' ? addressFault(target) : urlFault(target)
      if (message) context.addIssue({ code: 'custom', path: ['target'], message })
    }),
  z.strictObject({ kind: z.enum(['pause', 'resume', 'remove', 'send']), id }),
])

export type DigestAct = z.output<typeof digestActShape>
type Add = Extract<DigestAct, { kind: 'add' }>
type Change = { kind: 'pause' | 'resume' | 'remove'; id: string }

/**
 * Adds a digest, with its audit row. The key of a webhook's signatures is in the answer, and never
 * again. Throws HttpProblem: 400 for a team that is not there, 403 for another's.
 */
export function addDigest(
  pool: pg.Pool,
  actor: Person,
  add: Add,
): Promise<{ id: string; secret?: string }> {
  const made = randomUUID()
  const secret = add.channel === 'email' ? null : newSecret()
  return inTransaction(pool, async (client) => {
    const { team, channel, target, weekday, hour, timeZone, always } = add
    if (team !== undefined) {
      const { rows } = await client.query<{ name: string }>(
        'SELECT name FROM team WHERE org_id = $1 AND id = $2',
        [ORG, team],
      )
      const [named] = rows
      if (!named) throw new HttpProblem(400, 'There is no such team.')
      await assertLeads(client, actor, [named.name], TELLS)
    }
    await client.query(
      `INSERT INTO digest_subscription (org_id, id, team_id, channel, target, secret, weekday, hour,
         time_zone, always, since, actor_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now(), $11)`,
      [
        ...[ORG, made, team ?? null, channel, target, secret, weekday, hour, timeZone, always],
        actor.name,
      ],
    )
    const after = {
      team,
      channel,
      reaches: reaches(channel, target),
      weekday,
      hour,
      timeZone,
      always,
    }
    await writeAudit(client, actor, new Date(), [
      { action: 'digest.add', subjectKind: 'digest', subjectId: made, after },
    ])
    return { id: made, ...(secret === null ? {} : { secret }) }
  })
}

const CHANGES = {
  pause: 'paused_at = now()',
  // What was due while it was paused is not made up for.
  resume: 'paused_at = NULL, since = now()',
  remove: "removed_at = now(), target = '', secret = NULL",
}

const TELLS = 'This digest tells of'

/**
 * A team's digest is for its leads and admins, one of everybody's for any lead. Throws HttpProblem 403;
 * false where there is none.
 */
export async function mayChange(db: Client, person: Person, id: string): Promise<boolean> {
  const [digest] = await readSubscriptions(db, id)
  if (!digest) return false
  await assertLeads(db, person, digest.team === null ? [] : [digest.team], TELLS)
  return true
}

/**
 * Pauses, resumes or removes a digest; false where there is none. Asking twice changes nothing.
 * Throws HttpProblem 403 for another team's.
 */
export function changeDigest(pool: pg.Pool, actor: Person, { kind, id }: Change): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ paused: boolean }>(
      `SELECT paused_at IS NOT NULL AS paused FROM digest_subscription
       WHERE org_id = $1 AND id = $2 AND removed_at IS NULL FOR UPDATE`,
      [ORG, id],
    )
    const [was] = rows
    if (!was || !(await mayChange(client, actor, id))) return false
    if (kind !== 'remove' && was.paused === (kind === 'pause')) return true
    await client.query(
      `UPDATE digest_subscription SET ${CHANGES[kind]} WHERE org_id = $1 AND id = $2`,
      [ORG, id],
    )
    await writeAudit(client, actor, new Date(), [
      { action: `digest.${kind}`, subjectKind: 'digest', subjectId: id },
    ])
    return true
  })
}

const addresses = z.array(z.email()).min(1).max(20)

function addressFault(target: string): string | undefined {
  const read = addresses.safeParse(target.split(',').map((one) => one.trim()))
  return read.success ? undefined : 'must be 1 to 20 e-mail addresses, parted by commas'
}

function urlFault(target: string): string | undefined {
  const url = URL.canParse(target) ? new URL(target) : undefined
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    return 'must be an address that begins with https:// or http://'
  }
  if (url.username || url.password) return 'must not hold a user or password'
  return undefined
}
