import { expect, test } from 'vitest'
import { pathOf, segments } from './segments'
import { points } from './testing.fixture'

test('a gap ends a run; the running week is a piece of its own', () => {
  expect(segments(points([1, 2, null, 3, 4, 5], true))).toEqual({
    runs: [
      [
        [0, 1],
        [1, 2],
      ],
      [
        [3, 3],
        [4, 4],
      ],
    ],
    running: [
      [4, 4],
      [5, 5],
    ],
    dots: [],
  })
})

test('a week alone is a dot', () => {
  expect(segments(points([null, 2, null, 3], true)).dots).toEqual([
    [3, 3],
    [1, 2],
  ])
})

test('paths are straight', () => {
  const path = pathOf(
    [
      [0, 1],
      [1, 2],
    ],
    (i) => i * 10,
    (v) => 5 - v,
  )
  expect(path).toBe('M0 4L10 3')
})
