import { expect, test } from 'vitest'
import { testDatabase } from '@/lib/db/testing'
import { places } from './places'
import { inTrial } from './trial'

const { pool } = await testDatabase()
const TURN = 'SELECT pg_advisory_xact_lock(4711)'

test('many checks that wait for a repository leave connections for everything else', async () => {
  const scan = await pool.connect()
  await scan.query(`BEGIN; ${TURN}`)
  const checks = Array.from({ length: 12 }, () =>
    inTrial(pool, async (client) => {
      await client.query(TURN)
      return 'checked'
    }),
  )
  const waiting = async () => {
    const { rows } = await scan.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_locks l JOIN pg_database d ON d.oid = l.database
       WHERE l.locktype = 'advisory' AND NOT l.granted AND d.datname = current_database()`,
    )
    return rows[0]?.n ?? 0
  }
  await expect.poll(waiting).toBeGreaterThan(0)
  expect([pool.waitingCount, pool.totalCount < 10]).toEqual([0, true])
  await scan.query('COMMIT')
  scan.release()
  expect(new Set(await Promise.all(checks))).toEqual(new Set(['checked']))
})

test('a trial is taken back, also one that fails, and its place is free again', async () => {
  await pool.query('CREATE TABLE tried (n int)')
  const write = (client: typeof pool) => client.query('INSERT INTO tried VALUES (1)')
  for (let i = 0; i < 10; i++) {
    const failing = inTrial(pool, async (client) => {
      await write(client as unknown as typeof pool)
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
  }
  expect(await inTrial(pool, async (client) => (await client.query('TABLE tried')).rows)).toEqual(
    [],
  )
})

test('places are given in turn, and whoever stops waiting takes none', async () => {
  const ask = places(1)
  const gone = new AbortController()
  const stays = new AbortController().signal
  const first = await ask(stays)
  const second = ask(gone.signal)
  const third = ask(stays)
  gone.abort()
  expect(await second).toBeUndefined()
  first?.()
  const leave = await third
  expect(leave).toBeTypeOf('function')
  leave?.()
  expect(await ask(stays)).toBeTypeOf('function')
})
