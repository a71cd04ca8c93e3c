import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Leg, placeOf, withNext } from './walk'

const legs: Leg[] = [{}, { cursor: 'b', height: 900 }, { cursor: 'c', height: 800 }]

test('a page that says what was known leaves all as it is', () => {
  expect(withNext(legs, 0, 'b')).toEqual(legs)
  expect(withNext(legs, 2, 'd')).toEqual(legs)
})

test('where a page now ends elsewhere, the one after it begins there, and is drawn anew', () => {
  expect(withNext(legs, 0, 'x')).toEqual([{}, { cursor: 'x' }, { cursor: 'c', height: 800 }])
})

test('where a page is now the last, there are none after it', () => {
  expect(withNext(legs, 1, undefined)).toEqual(legs.slice(0, 2))
})

test('pages that all have been asked again follow each other without gap or overlap', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 1 }), fc.nat(20), (old, size) => {
      // A list of `size` pages, the cursor of each its number; what was reached before is arbitrary.
      const reached: Leg[] = [{}, ...old.map((n) => ({ cursor: `old ${n}` }))]
      let now = reached
      for (let at = 0; at < now.length; at += 1) {
        now = withNext(now, at, at < size ? `page ${at + 1}` : undefined)
      }
      expect(now.map(({ cursor }) => cursor)).toEqual(
        [undefined, ...Array.from({ length: size }, (_, i) => `page ${i + 1}`)].slice(
          0,
          reached.length,
        ),
      )
    }),
  )
})

test('only what was kept of a list with this beginning is a place in it', () => {
  const place = { legs, leg: 1, finding: 'f', top: 12 }
  expect(placeOf(place, undefined)).toBe(place)
  expect(placeOf(place, 'b')).toBeUndefined()
  for (const odd of [undefined, null, {}, 'x', { ...place, leg: 7 }, { ...place, legs: [] }]) {
    expect(placeOf(odd, undefined)).toBeUndefined()
  }
})
