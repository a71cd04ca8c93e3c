import { expect, test } from 'vitest'
import type { RepositoryRow } from '@/lib/repositories/types'
import { arrange, type RepositoriesView, sortedNext } from './arrange-repositories'
import { parseRepositories, repositoriesHref } from './repositories'

const row = (name: string, value: number | null, change: number | null): RepositoryRow => {
  const measure = { value, change, points: [] }
  return {
    ...{ id: name, name, teams: [], services: 1, covered: 1, expected: 1 },
    measures: {
      'unowned-decisions': measure,
      'duplicated-retries': measure,
      'flagged-patterns': measure,
    },
  } as RepositoryRow
}
const ROWS = [row('a', 3, 0), row('b', null, null), row('c', 9, -2), row('d', 3, 5)]
const DEFAULT = parseRepositories({})
const names = (view: RepositoriesView) =>
  arrange(ROWS, view)
    .map(({ name }) => name)
    .join('')

test('clicks on a measure sort by it and by its change, both ways; what is not known stays last', () => {
  const seen: string[] = []
  let view = DEFAULT
  for (let i = 0; i < 4; i++) {
    seen.push(names(view))
    view = sortedNext(view, 'unowned-decisions')
  }
  expect(seen).toEqual(['cadb', 'dacb', 'adcb', 'cadb'])
  expect(view).toEqual(DEFAULT)
})

test('names go from A and from Z, and another column begins with its most', () => {
  const byName = sortedNext({ ...DEFAULT, reversed: true, change: true }, 'name')
  expect(names(byName)).toBe('abcd')
  expect(names(sortedNext(byName, 'name'))).toBe('dcba')
  expect(sortedNext(sortedNext(byName, 'name'), 'name')).toEqual(byName)
})

test('the way of sorting stands in the URL', () => {
  const view = { ...DEFAULT, sort: 'worst' as const, reversed: true }
  const { searchParams } = new URL(repositoriesHref(view), 'http://x')
  expect(parseRepositories(Object.fromEntries(searchParams))).toEqual(view)
})
