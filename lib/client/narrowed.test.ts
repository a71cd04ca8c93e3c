import { expect, test } from 'vitest'
import type { Facet, FindingQuery } from '@/lib/findings/types'
import { narrowedBy } from './narrowed'

const at = '2026-11-20T00:00:00.000Z'
const facets: Facet[] = [
  { name: 'rule', total: 1, values: [{ key: 'r1', label: 'RetryDecision', count: 2 }] },
]
const told = (query: Partial<FindingQuery>) =>
  narrowedBy({ at, ...query }, facets).map(({ title, words }) => `${title}: ${words}`)

test('a choice is told by the name its facet gives it', () => {
  expect(told({ rule: 'r1', author: 'Evan Lohn', introduced: '2026-03' })).toEqual([
    'Rule: RetryDecision',
    'Introduced in: March 2026',
    'Introduced by: Evan Lohn',
  ])
})

test('a folder and a kind of decision have no facet and are told as well', () => {
  expect(told({ path: 'src/api', decisionKind: 'concurrency-control' })).toEqual([
    'Decides: concurrency control',
    'Folder: src/api/',
  ])
  expect(told({ path: '' })).toEqual(['Folder: (root)'])
})

test('limits of budgets are told', () => {
  expect(told({ olderThan: 14, beyond: '2,6' })).toEqual([
    'Older than: 14 days',
    'More than: 2 layers or 6 attempts',
  ])
})

test('a commit without findings is told by its hash, an id without any by none', () => {
  expect(told({ commit: 'be8cfa6144195148d95ee642b1b0882892b78c7b' })).toEqual([
    'Introducing commit: be8cfa6144',
  ])
  expect(told({ team: '5f1c2f9e-2b1a-4c3d-9e8f-000000000000' })).toEqual([
    'Team: one without findings',
  ])
})

test('a choice that a facet holds no count of is told by its name all the same', () => {
  const uncounted: Facet = { name: 'rule', values: [], total: 0, uncounted: true, chosen: 'Two' }
  const rule = '5f1c2f9e-2b1a-4c3d-9e8f-000000000000'
  expect(narrowedBy({ at, rule }, [uncounted])).toEqual([
    { name: 'rule', title: 'Rule', words: 'Two' },
  ])
})

test('when, measure and words typed are told elsewhere', () => {
  expect(told({ measure: 'unowned-decisions', q: 'redis', since: at, change: 'gone' })).toEqual([])
})
