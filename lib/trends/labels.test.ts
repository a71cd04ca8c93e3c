import { expect, test, vi } from 'vitest'
import { serviceLabels } from './labels'

const labels = (...repositories: string[]) =>
  serviceLabels(
    repositories.map((id) => ({ id: `s ${id}`, name: 'api', repositoryId: id })),
    repositories.map((id) => ({ id, name: id })),
  ).map(({ name }) => name)

test('services of one name are told apart by as much of their repository as it takes', () => {
  expect(labels('github.com/acme/shop')).toEqual(['api'])
  expect(labels('github.com/acme/shop', 'github.com/acme/web')).toEqual(['api (shop)', 'api (web)'])
  expect(labels('github.com/acme/shop', 'github.com/moon/shop', 'web')).toEqual([
    'api (acme/shop)',
    'api (moon/shop)',
    'api (web)',
  ])
  expect(labels('repo', 'acme/repo')).toEqual(['api (repo)', 'api (acme/repo)'])
})

test('a repository is taken apart a few times, not once for each other one', () => {
  const split = vi.spyOn(String.prototype, 'split')
  const names = Array.from({ length: 200 }, (_, i) => `host/${i}/shop`)
  const found = labels(...names)
  const { length: times } = split.mock.calls
  split.mockRestore()
  expect(found[7]).toBe('api (7/shop)')
  expect(times).toBeLessThanOrEqual(2 * names.length)
})
