import type pg from 'pg'
import { HttpProblem } from '@/lib/http/problem'

/** Whoever waits longer for a repository's turn is told to come again. */
const WAIT = '20s'

/**
 * Runs `work` in a transaction that is always taken back: what it writes nobody ever sees. It takes
 * the same locks as what it tries. Throws HttpProblem 503 where its turn does not come.
 */
export async function inTrial<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query(`BEGIN; SET LOCAL jit = off; SET LOCAL lock_timeout = '${WAIT}'`)
    return await work(client)
  } catch (error) {
    if ((error as { code?: unknown }).code !== '55P03') throw error
    throw new HttpProblem(
      503,
      'Scans of this repository are being applied; check again in a moment.',
      undefined,
      10,
    )
  } finally {
    await client.query('ROLLBACK').catch((error: Error) => {
      broken = error
    })
    client.release(broken)
  }
}
