import pg from 'pg'
import type { Client } from './database'

type Read<T> = (client: pg.PoolClient) => Promise<T>

/** Whose connection a snapshot has, while it reads. */
const pools = new WeakMap<pg.PoolClient, pg.Pool>()

/**
 * Runs reads against one state of the database, so that numbers and lists asked for together
 * agree while scans come in. Inside a snapshot (a client, not the pool) it joins that one.
 * Compiling plans at run time (jit) costs more than it saves on queries of this size.
 */
export async function inSnapshot<T>(db: Client, read: Read<T>): Promise<T> {
  if (!(db instanceof pg.Pool)) return read(db)
  const client = await db.connect()
  pools.set(client, db)
  return readOn(client, '', read).finally(() => pools.delete(client))
}

/**
 * Two reads of a snapshot that do not need each other: at the same time where the pool has a
 * connection to spare, else one after the other. Nobody who holds a connection waits for a second
 * one, so that requests cannot wait for each other.
 */
export async function together<A, B>(
  client: pg.PoolClient,
  one: Read<A>,
  other: Read<B>,
): Promise<[A, B]> {
  const pool = pools.get(client)
  if (!pool || !hasSpare(pool)) return [await one(client), await other(client)]
  const spare = await pool.connect()
  const [first, second] = await Promise.allSettled(
    await stateOf(client).then(
      (state) => [one(client), readOn(spare, state, other)] as const,
      (error: Error) => {
        spare.release()
        throw error
      },
    ),
  )
  if (first.status === 'rejected') throw first.reason
  if (second.status === 'rejected') throw second.reason
  return [first.value, second.value]
}

const hasSpare = ({ idleCount, totalCount, waitingCount, options }: pg.Pool): boolean =>
  waitingCount === 0 && (idleCount > 0 || totalCount < (options.max ?? 0))

/** SQL that gives another transaction the state that a snapshot reads. */
async function stateOf(client: pg.PoolClient): Promise<string> {
  const { rows } = await client.query<{ id: string }>('SELECT pg_export_snapshot() AS id')
  return `SET TRANSACTION SNAPSHOT '${rows[0]?.id}';`
}

async function readOn<T>(client: pg.PoolClient, state: string, read: Read<T>): Promise<T> {
  let broken: Error | undefined
  try {
    const begin = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;'
    await client.query(`${begin} ${state} SET LOCAL jit = off`)
    return await read(client)
  } finally {
    await client.query('COMMIT').catch((error: Error) => {
      broken = error
    })
    client.release(broken)
  }
}
