import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arrayText, type Element } from './array-text'
import { testDatabase } from './testing'

const db = await testDatabase()

const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'\\\n\t\r"{},NUL \''),
    fc.string({ unit: 'grapheme', maxLength: 1 }).filter((c) => c !== '\0'),
  ),
})
const listOf = (of: fc.Arbitrary<Element>) => fc.array(fc.option(of, { nil: null }))

test('a list is read as what it was', async () => {
  await fc.assert(
    fc.asyncProperty(
      listOf(text),
      listOf(fc.integer({ min: -62e12, max: 4e12 }).map((ms) => new Date(ms))),
      listOf(fc.oneof(fc.double({ noNaN: true }), fc.constant(Number.POSITIVE_INFINITY))),
      listOf(fc.boolean()),
      listOf(fc.uuid()),
      async (...lists) => {
        const { rows } = await db.pool.query(
          `SELECT $1::text[] AS a, $2::timestamptz[] AS b, $3::float8[] AS c, $4::bool[] AS d,
             $5::uuid[]::text[] AS e`,
          lists.map(arrayText),
        )
        const positive = (n: Element) => (n === 0 ? 0 : n)
        const read = rows[0]
        expect([read.a, read.b, read.c.map(positive), read.d, read.e]).toEqual([
          ...[lists[0], lists[1], lists[2].map(positive), lists[3], lists[4]],
        ])
      },
    ),
  )
})
