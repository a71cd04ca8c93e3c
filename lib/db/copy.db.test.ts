import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { type CopyRow, copyRows } from './copy'
import { inTransaction } from './database'
import { testDatabase } from './testing'

const db = await testDatabase()
const SOME = { n: 'int4', t: 'text' } as const
const COLUMNS = {
  ...SOME,
  j: 'jsonb',
  b: 'bytea',
  at: 'timestamptz',
  f: 'float8',
  list: 'text[]',
} as const

beforeAll(async () => {
  await db.pool.query(
    `CREATE TABLE copied (n int PRIMARY KEY, t text, j jsonb, b bytea, at timestamptz, f float8,
       list text[])`,
  )
})

const said = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'\\\n\t\r"{},NUL '),
    fc.string({ unit: 'grapheme', maxLength: 1 }),
  ),
})
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })

test('whatever is copied is read back', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          t: orNull(said),
          j: orNull(said.map((value) => JSON.stringify({ value }))),
          b: orNull(fc.uint8Array().map((bytes) => Buffer.from(bytes))),
          at: orNull(fc.integer({ min: 0, max: 4e12 }).map((ms) => new Date(ms))),
          f: orNull(fc.oneof(fc.double({ noNaN: true }), fc.constant(Number.POSITIVE_INFINITY))),
          list: orNull(fc.array(said)),
        }),
      ),
      async (rows) => {
        const numbered = rows.map(
          (row, n): CopyRow<typeof COLUMNS> => ({
            n,
            ...row,
          }),
        )
        await db.pool.query('TRUNCATE copied')
        await inTransaction(db.pool, (client) => copyRows(client, 'copied', COLUMNS, numbered))
        const { rows: read } = await db.pool.query('SELECT * FROM copied ORDER BY n')
        expect(read).toEqual(
          numbered.map((row) => ({
            ...row,
            j: row.j === null ? null : JSON.parse(String(row.j)),
            f: Object.is(row.f, -0) ? expect.toSatisfy((f) => f === 0) : row.f,
          })),
        )
      },
    ),
  )
})

test('more rows than go at once, and what Postgres refuses takes the whole transaction back', async () => {
  await db.pool.query('TRUNCATE copied')
  const rows = Array.from({ length: 20_000 }, (_, n) => ({ n, t: `row ${n} `.repeat(4) }))
  await inTransaction(db.pool, (client) => copyRows(client, 'copied', SOME, rows))
  const count = async () => (await db.pool.query('SELECT count(*) FROM copied')).rows[0].count
  expect(await count()).toBe(20_000)
  const refused = inTransaction(db.pool, async (client) => {
    await client.query('DELETE FROM copied WHERE n > 10')
    await copyRows(client, 'copied', SOME, rows)
  })
  await expect(refused).rejects.toThrow('duplicate key')
  expect(await count()).toBe(20_000)
})

test('rows that cannot be made take the whole transaction back too', async () => {
  await db.pool.query('TRUNCATE copied')
  const rows = function* () {
    for (let n = 0; n < 20_000; n++) yield { n, t: `row ${n} `.repeat(4) }
    throw new Error('no more of them')
  }
  const failed = inTransaction(db.pool, (client) => copyRows(client, 'copied', SOME, rows()))
  await expect(failed).rejects.toThrow('no more of them')
  expect((await db.pool.query('SELECT count(*) FROM copied')).rows[0].count).toBe(0)
})
