import { beforeAll, expect, test } from 'vitest'
import { testDatabase } from '@/lib/db/testing'
import { FilterError, resolveFilter } from './resolve-filter'
import { addRules, addScans, addStanding, idOf } from './testing'

const db = await testDatabase()
const resolve = (filter: Parameters<typeof resolveFilter>[1]) => resolveFilter(db.pool, filter)

beforeAll(async () => {
  await addRules(db.pool, [{ key: 'decision/caching', kind: 'decision', decisionKind: 'caching' }])
  await addScans(db.pool, [
    { repository: 'host/a', at: '2026-11-02T00:00:00Z' },
    { repository: 'host/b', at: '2026-11-02T00:00:00Z' },
  ])
  const row = { rule: 'decision/caching', from: '2026-11-02T00:00:00Z', team: '@red' }
  await addStanding(db.pool, [
    { ...row, finding: '1', repository: 'host/a', service: 'web' },
    { ...row, finding: '2', repository: 'host/b', service: 'web' },
    { ...row, finding: '3', repository: 'host/b', service: 'api' },
  ])
})

test('names become ids, ids stay', async () => {
  const ids = {
    repository: idOf('repository', 'host/b'),
    service: idOf('service', 'host/b', 'web'),
    team: idOf('team', '@red'),
    rule: idOf('rule', 'decision/caching'),
    decisionKind: 'caching',
  }
  const names = {
    repository: 'host/b',
    service: 'web',
    team: '@red',
    rule: 'decision/caching',
    decisionKind: 'caching',
  }
  expect(await resolve(names)).toEqual(ids)
  expect(await resolve(ids)).toEqual(ids)
  expect(await resolve({ team: 'none' })).toEqual({ team: 'none' })
  expect(await resolve({ service: 'api' })).toEqual({ service: idOf('service', 'host/b', 'api') })
  expect(await resolve({ team: undefined })).toEqual({})
})

test('what is not known, or several things, is refused with what to do', async () => {
  await expect(resolve({ team: '@blue' })).rejects.toThrow('team “@blue” is not known')
  await expect(resolve({ repository: idOf('x') })).rejects.toThrow(FilterError)
  await expect(resolve({ repository: 'a\0b' })).rejects.toThrow(FilterError)
  await expect(resolve({ service: 'web' })).rejects.toThrow(/several: use an id, .*host\/a/)
  await expect(resolve({ decisionKind: 'x' })).rejects.toThrow('use one of caching')
})
