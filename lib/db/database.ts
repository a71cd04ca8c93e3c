import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from './generated/client'

/** The organisation of a single installation; the tenant key of every row. */
export const ORG = 1

export interface Database {
  /** Bulk writes, range queries, transactions over many rows. */
  pool: pg.Pool
  /** Small writes and reads by key. */
  prisma: PrismaClient
  close(): Promise<void>
}

export type Client = pg.PoolClient | pg.Pool

// Counts come as bigint; none here comes near 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

export function openDatabase(url: string, connections = 10): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    // A request that finds every connection taken is told so instead of waiting for ever.
    connectionTimeoutMillis: 15_000,
  })
  // A connection that breaks (Postgres restarted), idle or between two statements, is replaced by
  // the pool or fails its query; without listeners the error would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) })
  return {
    pool,
    prisma,
    close: async () => {
      await prisma.$disconnect()
      await pool.end()
    },
  }
}

const holder = globalThis as typeof globalThis & { plumblineDatabase?: Database }

/** This process's database, at `DATABASE_URL`. Kept over module reloads. */
export function database(): Database {
  if (!holder.plumblineDatabase) {
    const url = process.env.DATABASE_URL
    if (!url) {
      throw new Error('DATABASE_URL is not set. `npm start` sets it; see README.md, Settings.')
    }
    holder.plumblineDatabase = openDatabase(url)
  }
  return holder.plumblineDatabase
}

/** Runs `work` in one transaction: everything it wrote is kept, or nothing is. */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    // plumbline: owner=@plumbline/ingest decision=docs/decisions/0008-uploads-are-the-queue.md
    await client.query('BEGIN')
    const result = await work(client)
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch((e: Error) => {
      broken = e
    })
    throw error
  } finally {
    client.release(broken)
  }
}
