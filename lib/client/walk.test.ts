import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Leg, placeOf, reachedOf, withNext } from './walk'

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

test('findings of a page that begins elsewhere now are not reached until it came anew', () => {
  const loaded = {
    0: { ids: ['1', '2'], next: 'b' },
    1: { cursor: 'b', ids: ['3', '4'], next: 'c' },
    2: { cursor: 'c', ids: ['5'], next: 'd' },
  }
  expect(reachedOf(legs, loaded)).toEqual({ ids: ['1', '2', '3', '4', '5'], next: 'd' })
  const moved = withNext(legs, 0, 'x')
  expect(reachedOf(moved, loaded)).toEqual({ ids: ['1', '2', '5'], next: 'd' })
  const anew = { ...loaded, 1: { cursor: 'x', ids: ['3', '4'], next: 'c' } }
  expect(reachedOf(moved, anew).ids).toEqual(['1', '2', '3', '4', '5'])
  expect(reachedOf(withNext(legs, 1, 'y'), loaded)).toEqual({ ids: ['1', '2', '3', '4'] })
})

test('only what was kept of a list with this beginning is a place in it', () => {
  const place = { legs, leg: 1, finding: 'f', top: 12 }
  expect(placeOf(place, undefined)).toBe(place)
  expect(placeOf(place, 'b')).toBeUndefined()
  for (const odd of [undefined, null, {}, 'x', { ...place, leg: 7 }, { ...place, legs: [] }]) {
    expect(placeOf(odd, undefined)).toBeUndefined()
  }
})
