import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beginning, pieces, shortPath } from './long-text'
import { visible } from './visible'

const long = fc
  .array(fc.constantFrom('a', '\u202e', '\n', '👩', '"'), { minLength: 1 })
  .map((some) => some.join('').repeat(3_000))

test('pieces are the whole text, each small enough for one text node, no character halved', () => {
  fc.assert(
    fc.property(long, (text) => {
      const all = pieces(text)
      expect(all.join('')).toBe(text)
      for (const piece of all) {
        expect(visible(piece).length).toBeLessThan(65_536)
        expect(piece).not.toMatch(/\p{Surrogate}/u)
      }
    }),
  )
})

test('the beginning of a text says how much is left out', () => {
  expect(beginning('short')).toEqual({ text: 'short', more: 0 })
  fc.assert(
    fc.property(long, (text) => {
      const { text: kept, more } = beginning(text)
      expect(text.startsWith(kept)).toBe(true)
      expect(kept.length + more).toBe(text.length)
      expect(kept).not.toMatch(/\p{Surrogate}/u)
    }),
  )
})

test('a long path keeps its beginning and its file, one that is not long is as it is', () => {
  const deep = `services/${'👩'.repeat(2000)}/handlers/place-order.ts`
  expect(shortPath(deep)).toMatch(/^services\/👩+…👩+\/handlers\/place-order\.ts$/u)
  expect(shortPath(deep).length).toBeLessThan(230)
  expect(shortPath('src/a.ts')).toBe('src/a.ts')
  fc.assert(
    fc.property(long, (text) => {
      expect(shortPath(text)).not.toMatch(/\p{Surrogate}/u)
    }),
  )
})
