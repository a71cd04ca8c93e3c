import { gunzipSync, gzipSync } from 'node:zlib'
import type pg from 'pg'
import { writeAudit } from '@/lib/audit/write'
import { type Client, inTransaction, ORG } from '@/lib/db/database'
import { hashOf } from '@/lib/db/ids'
import type { Person } from './actions'

/** A review that is closed, or was closed by somebody else a moment ago. */
export class ReviewClosed extends Error {
  constructor(
    readonly week: string,
    readonly by: string,
    readonly at: Date,
  ) {
    super(`The review of ${week} was closed by ${by} at ${at.toISOString()} and never changes.`)
    this.name = 'ReviewClosed'
  }
}

/** One lock per review: closing it and writing into it take turns, until the transaction ends. */
const lock = (client: Client, week: string, scope: string, how: '' | '_shared') =>
  client.query(`SELECT pg_advisory_xact_lock${how}($1::bigint)`, [
    String(hashOf('review', week, scope).readBigInt64BE()),
  ])

/** Who closed this review, and when? Primary key of review_closed. */
async function readClosing(client: Client, week: string, scope: string) {
  const { rows } = await client.query<{ at: Date; by: string }>(
    `SELECT at, actor_name AS by FROM review_closed
     WHERE org_id = $1 AND week = $2 AND scope = $3`,
    [ORG, week, scope],
  )
  return rows[0]
}

/** Throws ReviewClosed where the review is closed; else keeps it open until the transaction ends. */
export async function assertOpen(client: Client, week: string, scope: string): Promise<void> {
  await lock(client, week, scope, '_shared')
  const closing = await readClosing(client, week, scope)
  if (closing) throw new ReviewClosed(week, closing.by, closing.at)
}

/**
 * Stores the bytes of a review, once. Of two at a time one wins; the other is told by ReviewClosed.
 * `body` is made while nobody can write into the review.
 */
export function keepClosed(
  pool: pg.Pool,
  person: Person,
  week: string,
  scope: string,
  body: (at: Date) => Promise<string>,
): Promise<string> {
  return inTransaction(pool, async (client) => {
    await lock(client, week, scope, '')
    const closing = await readClosing(client, week, scope)
    if (closing) throw new ReviewClosed(week, closing.by, closing.at)
    const at = new Date()
    const text = await body(at)
    const digest = hashOf(text)
    await client.query(
      `INSERT INTO review_closed (org_id, week, scope, at, actor_name, body, digest)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [ORG, week, scope, at, person.name, gzipSync(text), digest],
    )
    await writeAudit(client, person, at, [
      {
        action: 'review.close',
        subjectKind: 'review',
        subjectId: `${week} ${scope}`,
        after: { digest: digest.toString('hex') },
      },
    ])
    return text
  })
}

/** The stored bytes of a closed review; undefined where it is open. Primary key. */
export async function readClosed(
  client: Client,
  week: string,
  scope: string,
): Promise<string | undefined> {
  const { rows } = await client.query<{ body: Buffer }>(
    'SELECT body FROM review_closed WHERE org_id = $1 AND week = $2 AND scope = $3',
    [ORG, week, scope],
  )
  return rows[0] && gunzipSync(rows[0].body).toString()
}
