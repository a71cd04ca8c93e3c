import type pg from 'pg'
import { HttpProblem } from '@/lib/http/problem'
import { places } from './places'

/** Whoever waits longer for a place, or then for a repository's turn, is told to come again. */
const WAIT_SECONDS = 20

/**
 * So many trials of one process hold a connection at a time. Each may wait for scans of its
 * repository, and everything else that the process does needs connections too.
 */
const AT_ONCE = 3

const place = places(AT_ONCE)

/**
 * Runs `work` in a transaction that is always taken back: what it writes nobody ever sees. It takes
 * the same locks as what it tries. Throws HttpProblem 503 where its turn does not come.
 */
export async function inTrial<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const leave = await place(AbortSignal.timeout(WAIT_SECONDS * 1000))
  if (!leave) throw comeAgain('Other branches are being checked')
  try {
    return await takenBack(pool, work)
  } finally {
    leave()
  }
}

async function takenBack<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query(`BEGIN; SET LOCAL jit = off; SET LOCAL lock_timeout = '${WAIT_SECONDS}s'`)
    return await work(client)
  } catch (error) {
    if ((error as { code?: unknown }).code !== '55P03') throw error
    throw comeAgain('Scans of this repository are being applied')
  } finally {
    await client.query('ROLLBACK').catch((error: Error) => {
      broken = error
    })
    client.release(broken)
  }
}

const comeAgain = (why: string) =>
  new HttpProblem(503, `${why}; check again in a moment.`, undefined, 10)
