import { expect, test } from 'vitest'
import { groupRows, sortRows, standingRows } from './group-rows'
import { trendsOf } from './testing.fixture'

const rows = groupRows([trendsOf({ a: [1, 4], b: [9, null] })], [{ id: 'c', name: 'calm' }])

test('one row a group, also for those without findings; unknown is unknown', () => {
  expect(rows.map(({ key, cells }) => [key, cells['unowned-decisions'].value])).toEqual([
    ['c', null],
    ['a', 4],
    ['b', null],
  ])
  expect(rows[1]?.cells['unowned-decisions'].change).toBe(3)
  expect(rows[2]?.cells['unowned-decisions'].change).toBeNull()
})

test('a group that is named no more stands for as long as something was in it in these weeks', () => {
  const all = groupRows([trendsOf({ a: [0, 0], b: [9, 0], c: [0, 0] })], [])
  expect(standingRows(all, new Set(['a'])).map(({ key }) => key)).toEqual(['a', 'b'])
})

test('sorted by a measure or by name', () => {
  expect(sortRows(rows, 'unowned-decisions').map((row) => row.key)).toEqual(['a', 'b', 'c'])
  expect(sortRows(rows, 'name').map((row) => row.label)).toEqual(['a', 'b', 'calm'])
  const known = groupRows([trendsOf({ a: [1, 4], b: [9, 9], d: [1, null] })], [])
  const keys = (reversed: boolean) =>
    sortRows(known, 'unowned-decisions', reversed).map(({ key }) => key)
  expect([keys(false), keys(true)]).toEqual([
    ['b', 'a', 'd'],
    ['a', 'b', 'd'],
  ])
  expect(sortRows(known, 'name', true).map(({ key }) => key)).toEqual(['d', 'b', 'a'])
})

test('no team has a row where it has something, and a known zero of the other measures', () => {
  const of = (none: number[]) => trendsOf({ a: [1, 4], none })
  const keys = (rows: ReturnType<typeof groupRows>) => rows.map(({ key }) => key)
  expect(keys(groupRows([of([0, 0])], []))).toEqual(['a'])
  const both = groupRows([of([0, 2]), { ...of([0, 0]), measure: 'flagged-patterns' }], [])
  expect(keys(both)).toEqual(['a', 'none'])
  expect(both[1]?.cells['flagged-patterns'].value).toBe(0)
})
