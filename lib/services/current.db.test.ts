import { beforeEach, expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { addScans, idOf } from '@/lib/trends/testing'
import { readCurrentServices } from './current'
import { saveServiceMap, serviceId } from './store'

const db = await testDatabase()
beforeEach(() => emptyDatabase(db.pool))

test('services are those of the newest map of each repository, in whatever order maps came', async () => {
  await addScans(db.pool, [
    { repository: 'shop', at: '2026-11-01' },
    { repository: 'site', at: '2026-11-01' },
    { repository: 'bare', at: '2026-11-01' },
  ])
  const say = async (repository: string, at: string, names: string[]) =>
    saveServiceMap(
      db.pool as never,
      idOf('repository', repository),
      idOf(repository, at),
      Date.parse(at),
      names.map((name) => ({ name, paths: [`${name}/**`] })),
    )
  await say('shop', '2026-11-01', ['api', 'jobs'])
  await say('shop', '2026-03-01', ['old', 'api'])
  await say('site', '2026-02-01', ['api'])
  const id = (repository: string, name: string) => serviceId(idOf('repository', repository), name)
  expect([...(await readCurrentServices(db.pool))].sort()).toEqual(
    [id('shop', 'api'), id('shop', 'jobs'), id('site', 'api')].sort(),
  )
})
