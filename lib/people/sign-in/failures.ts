import { type Client, ORG } from '@/lib/db/database'
import { HttpProblem } from '@/lib/http/problem'

/** After so many wrong passwords for an address within the window, it waits until they are past. */
const AT_MOST = 10
const WINDOW_SECONDS = 15 * 60

/** Throws HttpProblem 429 for an address at which somebody guesses. */
export async function refuseGuessing(client: Client, email: string): Promise<void> {
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

/** Notes a wrong password; older ones than the window are dropped. */
export async function noteFailure(client: Client, email: string): Promise<void> {
  await client.query('INSERT INTO sign_in_failure (org_id, email, at) VALUES ($1, $2, now())', [
    ORG,
    email,
  ])
  await client.query(
    'DELETE FROM sign_in_failure WHERE org_id = $1 AND at <= now() - make_interval(secs => $2)',
    [ORG, WINDOW_SECONDS],
  )
}

/** Somebody got in, or has a new password: their address starts anew. */
export async function forgetFailures(client: Client, email: string): Promise<void> {
  await client.query('DELETE FROM sign_in_failure WHERE org_id = $1 AND email = $2', [ORG, email])
}
