import type pg from 'pg'
import { expect, test } from 'vitest'
import { openDatabase } from './database'
import { inSnapshot, together } from './snapshot'
import { testDatabase } from './testing'

const db = await testDatabase()
await db.pool.query('CREATE TABLE seen (n int)')

const read = async (client: pg.PoolClient) => {
  const { rows } = await client.query<{ n: number; pid: number }>(
    'SELECT count(*)::int AS n, pg_backend_pid() AS pid FROM seen',
  )
  return rows[0]
}

async function withConnections(most: number, use: (pool: pg.Pool) => Promise<void>) {
  const other = openDatabase(db.url, most)
  await use(other.pool).finally(other.close)
}

test('reads together are of one state, whatever is written meanwhile', async () => {
  await withConnections(3, async (pool) => {
    await inSnapshot(pool, async (client) => {
      const before = await read(client)
      await db.pool.query('INSERT INTO seen VALUES (1)')
      const [one, other] = await together(client, read, read)
      expect([one?.n, other?.n]).toEqual([before?.n, before?.n])
      expect(other?.pid).not.toBe(one?.pid)
    })
    expect(pool.idleCount).toBe(pool.totalCount)
  })
})

test('where no connection is to spare they come one after the other, and nobody waits for ever', async () => {
  await withConnections(1, async (pool) => {
    const [one, other] = await inSnapshot(pool, (client) => together(client, read, read))
    expect(other).toEqual(one)
  })
  await withConnections(2, async (pool) => {
    const many = Array.from({ length: 9 }, () =>
      inSnapshot(pool, (client) => together(client, read, (own) => together(own, read, read))),
    )
    expect(await Promise.all(many)).toHaveLength(9)
    expect(pool.idleCount).toBe(pool.totalCount)
  })
})

test('in a transaction of somebody else they read what it wrote', async () => {
  await withConnections(2, async (pool) => {
    const client = await pool.connect()
    await client.query('BEGIN; INSERT INTO seen VALUES (1), (2)')
    const known = await read(client)
    const [one, other] = await inSnapshot(client, (own) => together(own, read, read))
    await client.query('ROLLBACK')
    client.release()
    expect([one, other]).toEqual([known, known])
  })
})

test('an error of either is told when both have ended, and no connection is kept', async () => {
  const fail = () => Promise.reject(new Error('away'))
  await withConnections(2, async (pool) => {
    for (const [one, other] of [
      [fail, read],
      [read, fail],
    ] as const) {
      const both = inSnapshot(pool, (client) => together<unknown, unknown>(client, one, other))
      await expect(both).rejects.toThrow('away')
      expect(pool.idleCount).toBe(pool.totalCount)
    }
  })
})
