import { expect, test } from 'vitest'
import { hasMore } from './has-more'

const [nine, ten] = ['2026-11-19T09:00:00.000Z', '2026-11-19T10:00:00.000Z']

test.each([
  ['the first is applied', { arrived: null, pending: 1 }, { arrived: nine, pending: 0 }, true],
  ['a newer one is', { arrived: nine, pending: 0 }, { arrived: ten, pending: 0 }, true],
  [
    'an older one is, after the newest',
    { arrived: ten, pending: 1 },
    { arrived: ten, pending: 0 },
    true,
  ],
  ['one more waits', { arrived: ten, pending: 0 }, { arrived: ten, pending: 1 }, false],
  ['nothing is', { arrived: ten, pending: 1 }, { arrived: ten, pending: 1 }, false],
])('numbers are others where %s', (_, before, now, expected) => {
  expect(hasMore(before, now)).toBe(expected)
})
