import type pg from 'pg'
import { type Client, inTransaction, ORG } from '@/lib/db/database'
import { HttpProblem } from '@/lib/http/problem'

/** After so many wrong passwords for an address within the window, it waits until they are past. */
const AT_MOST = 10
const WINDOW_SECONDS = 15 * 60

/**
 * Counts a try at an address as a wrong password before it is looked at, so that tries at the same
 * time do not all see what was before them. `forgiven` takes it back, where the password was not what
 * was wrong. Throws HttpProblem 429 where somebody guesses.
 */
export async function countTry(pool: pg.Pool, email: string): Promise<() => Promise<void>> {
  const seq = await inTransaction(pool, async (client) => {
    await client.query("SELECT pg_advisory_xact_lock(hashtextextended('sign-in ' || $1, 0))", [
      email,
    ])
    await refuseGuessing(client, email)
    const { rows } = await client.query<{ seq: number }>(
      'INSERT INTO sign_in_failure (org_id, email, at) VALUES ($1, $2, clock_timestamp()) RETURNING seq',
      [ORG, email],
    )
    return rows[0]?.seq
  })
  await pool.query(
    'DELETE FROM sign_in_failure WHERE org_id = $1 AND at <= now() - make_interval(secs => $2)',
    [ORG, WINDOW_SECONDS],
  )
  return async () => {
    await pool.query('DELETE FROM sign_in_failure WHERE org_id = $1 AND seq = $2', [ORG, seq])
  }
}

async function refuseGuessing(client: Client, email: string): Promise<void> {
  const { rows } = await client.query<{ tries: number; seconds: number | null }>(
    `SELECT count(*)::int AS tries,
       ceil(extract(epoch FROM min(at) + make_interval(secs => $3) - now()))::int AS seconds
     FROM (SELECT at FROM sign_in_failure WHERE org_id = $1 AND email = $2
       AND at > now() - make_interval(secs => $3) ORDER BY at DESC LIMIT $4) f`,
    [ORG, email, WINDOW_SECONDS, AT_MOST],
  )
  const { tries = 0, seconds } = rows[0] ?? {}
  if (tries < AT_MOST) return
  throw new HttpProblem(
    429,
    'Too many wrong passwords for this address; wait a quarter of an hour, or use a new link from an admin.',
    undefined,
    seconds ?? WINDOW_SECONDS,
  )
}

/** Somebody got in, or has a new password: their address starts anew. */
export async function forgetFailures(client: Client, email: string): Promise<void> {
  await client.query('DELETE FROM sign_in_failure WHERE org_id = $1 AND email = $2', [ORG, email])
}
