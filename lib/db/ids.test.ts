import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashOf, uuidOf } from './ids'

test('a known id stays what it was: what is stored was named by it', () => {
  expect(uuidOf('stream', 'ä', null, 3)).toBe('6ccc1676-f26a-8a99-89bb-8fde738ab77b')
  const digest = createHash('sha256').update('6;stream').update('2;ä').update('-;1;3').digest()
  expect(hashOf('stream', 'ä', undefined, 3)).toEqual(digest)
})

test('lists of parts that differ get ids that differ', () => {
  const parts = fc.array(fc.option(fc.string({ unit: fc.constantFrom('1', ';', '-', 'a') })))
  fc.assert(
    fc.property(parts, parts, (a, b) => {
      expect(uuidOf(...a) === uuidOf(...b)).toBe(JSON.stringify(a) === JSON.stringify(b))
    }),
  )
})
