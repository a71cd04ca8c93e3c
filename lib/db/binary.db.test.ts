import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arrayOf, Fields } from './binary'
import { testDatabase } from './testing'

const db = await testDatabase()

const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'\\\n\t\r"{},NUL \''),
    fc.string({ unit: 'grapheme', maxLength: 1 }).filter((c) => c !== '\0'),
  ),
  maxLength: 100,
})
const listOf = <T>(of: fc.Arbitrary<T>) => fc.array(fc.option(of, { nil: null }))

test('a list is read as what it was', async () => {
  await fc.assert(
    fc.asyncProperty(
      listOf(text),
      listOf(fc.integer({ min: -62e12, max: 4e12 }).map((ms) => new Date(ms))),
      listOf(fc.oneof(fc.double({ noNaN: true }), fc.constant(Number.POSITIVE_INFINITY))),
      listOf(fc.boolean()),
      listOf(fc.uuid()),
      listOf(fc.integer()),
      async (...lists) => {
        const [texts, times, numbers, truths, ids, integers] = lists
        const { rows } = await db.pool.query(
          `SELECT $1::text[] AS a, $2::timestamptz[] AS b, $3::float8[] AS c, $4::bool[] AS d,
             $5::uuid[]::text[] AS e, $6::int4[] AS f`,
          [
            arrayOf('text', texts),
            arrayOf('timestamptz', times),
            arrayOf('float8', numbers),
            arrayOf('bool', truths),
            arrayOf('uuid', ids),
            arrayOf('int4', integers),
          ],
        )
        const { a, b, c, d, e, f } = rows[0]
        expect([a, b, c, d, e, f]).toEqual(lists)
      },
    ),
  )
})

test('what is no value of its type is refused, not written as another', () => {
  const fields = new Fields()
  const id = '6ccc1676-f26a-8a99-89bb-8fde738ab77b'
  const wrong = [id.slice(1), `${id}0`, ...['g', '-', '六'].map((c) => id.replace('6', c))]
  for (const text of ['', ...wrong, id.replace('-', '0')]) {
    expect(() => fields.field('uuid', text)).toThrow('Not a UUID')
  }
  for (const n of [2 ** 31, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => fields.field('int4', n)).toThrow('Not an integer of 32 bits')
  }
  expect(() => fields.field('timestamptz', new Date(Number.NaN))).toThrow('Not a time')
})
