import { gunzipSync, gzipSync } from 'node:zlib'
import type pg from 'pg'
import { writeAudit } from '@/lib/audit/write'
import { type Client, ORG } from '@/lib/db/database'
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

/** One lock per review: closing it and writing into it take turns. */
const lockOf = (week: string, scope: string): string[] => [
  String(hashOf('review', week, scope).readBigInt64BE()),
]

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
  await client.query('SELECT pg_advisory_xact_lock_shared($1::bigint)', lockOf(week, scope))
  const closing = await readClosing(client, week, scope)
  if (closing) throw new ReviewClosed(week, closing.by, closing.at)
}

/**
 * Stores the bytes of a review, once. Of two at a time one wins; the other is told by ReviewClosed.
 * `body` is made from one state of the database, while nobody can write into the review; it must
 * read by the client that it is given, since those that wait for it may hold all the others.
 */
export function keepClosed(
  pool: pg.Pool,
  person: Person,
  week: string,
  scope: string,
  body: (client: pg.PoolClient, at: Date) => Promise<string>,
): Promise<string> {
  return inTurn(pool, lockOf(week, scope), async (client) => {
    const closing = await readClosing(client, week, scope)
    if (closing) throw new ReviewClosed(week, closing.by, closing.at)
    const at = new Date()
    const text = await body(client, at)
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

/**
 * Runs `work` in one transaction that sees one state of the database: that after its turn came.
 * The lock is of the session, because one taken within the transaction would come after its
 * snapshot.
 */
async function inTurn<T>(
  pool: pg.Pool,
  lock: string[],
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  const attempt = (sql: string, values?: string[]) =>
    client.query(sql, values).catch((error: Error) => {
      broken = error
    })
  try {
    await client.query('SELECT pg_advisory_lock($1::bigint)', lock)
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SET LOCAL jit = off')
    const result = await work(client)
    await client.query('COMMIT')
    return result
  } catch (error) {
    await attempt('ROLLBACK')
    throw error
  } finally {
    await attempt('SELECT pg_advisory_unlock($1::bigint)', lock)
    client.release(broken)
  }
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
