import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CursorError, decodeCursor, encodeCursor } from './cursor'

test('a cursor comes back as it went', () => {
  const attempts = fc.oneof(fc.integer({ min: -1 }), fc.constant(Number.POSITIVE_INFINITY))
  const path = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'))
  fc.assert(
    fc.property(attempts, fc.integer(), path, fc.uuid(), (attempts, since, path, id) => {
      const position = { text: path, attempts, since, path, id }
      expect(decodeCursor(encodeCursor(position))).toEqual(position)
    }),
  )
})

test('anything else is refused', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => decodeCursor(text)).toThrow(CursorError)
    }),
  )
  const id = '00000000-0000-8000-8000-000000000000'
  const made = encodeCursor({ text: '', attempts: 0, since: 0, path: 'a', id })
  expect(() => decodeCursor(`${made}=`)).toThrow(CursorError)
  expect(() =>
    decodeCursor(encodeCursor({ text: '', attempts: 0, since: 0, path: '\0', id })),
  ).toThrow()
})
