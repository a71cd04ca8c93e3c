import { beforeEach, expect, test } from 'vitest'
import { inTransaction, ORG } from '@/lib/db/database'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { ensureNames } from './names'

const db = await testDatabase()
beforeEach(() => emptyDatabase(db.pool))

const [LOW, HIGH] = ['0', 'f'].map((digit) => `${digit}0000000-0000-4000-8000-000000000000`)
const WAITING = `SELECT count(*)::int AS n FROM pg_locks l
  JOIN pg_stat_activity a ON a.pid = l.pid
  WHERE NOT l.granted AND a.datname = current_database()`

test.each(['service', 'team'])(
  'whoever writes a %s in whatever order waits for the lowest id and holds no other',
  async (table) => {
    const named =
      table === 'service' ? 'repository_id, name) VALUES ($1, $2, $2,' : 'name) VALUES ($1, $2,'
    const insert = `INSERT INTO ${table} (org_id, id, ${named} $3)`
    const names = {
      services: new Map([HIGH, LOW].map((id = '') => [id, { repository: id, name: id }])),
      teams: new Map([HIGH, LOW].map((id = '') => [id, id])),
    }
    const client = await db.pool.connect()
    try {
      await client.query('BEGIN')
      await client.query(insert, [ORG, LOW, LOW])
      const writing = inTransaction(db.pool, (other) => ensureNames(other, names))
      await expect.poll(async () => (await db.pool.query(WAITING)).rows[0].n).toBe(1)
      await client.query(insert, [ORG, HIGH, HIGH])
      await client.query('COMMIT')
      await writing
    } finally {
      client.release(true)
    }
    const { rows } = await db.pool.query(`SELECT id FROM ${table} ORDER BY id`)
    expect(rows.map(({ id }) => id)).toEqual([LOW, HIGH])
  },
)
