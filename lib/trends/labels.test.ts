import { expect, test } from 'vitest'
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
