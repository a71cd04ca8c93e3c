import pg from 'pg'
import type { Client } from './database'

/**
 * Runs reads against one state of the database, so that numbers and lists asked for together
 * agree while scans come in. Inside a snapshot (a client, not the pool) it joins that one.
 * Compiling plans at run time (jit) costs more than it saves on queries of this size.
 */
export async function inSnapshot<T>(
  db: Client,
  read: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  if (!(db instanceof pg.Pool)) return read(db)
  const client = await db.connect()
  let broken: Error | undefined
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL jit = off')
    return await read(client)
  } finally {
    await client.query('COMMIT').catch((error: Error) => {
      broken = error
    })
    client.release(broken)
  }
}
