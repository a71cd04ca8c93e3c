import { beforeEach, expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { redescribeStanding } from '@/lib/standing/redescribe'
import { getInbox } from '../inbox/get-inbox'
import { scan } from '../testing'

const { pool } = await testDatabase()
beforeEach(() => emptyDatabase(pool))

const suggested = async (candidate?: string) => {
  const { groups } = await getInbox(pool, { candidate, limit: 200 }, new Date())
  return groups
    .map(({ repository, directory, suggestion }) =>
      [repository.name, directory, suggestion?.owner.name ?? 'none'].join(' '),
    )
    .sort()
}

/** Every source of candidates, and nobody at all. */
async function world(): Promise<void> {
  const sites = ['a', 'b', 'c'].map((folder) => ({ path: `${folder}/x.ts` }))
  const undated = sites.map((site) => ({ ...site, undated: true }))
  const codeowners = { path: 'CODEOWNERS', text: '/a/ @Red\n/b/ @old\n' }
  const catalog = {
    path: 'b/catalog-info.yaml',
    text: 'kind: Component\nmetadata:\n  name: b\nspec:\n  owner: blue\n',
  }
  const writers = {
    weeks: 26,
    files: [{ path: 'c/x.ts', author: 'Wu', commits: 3, of: 4 }],
  }
  await scan(pool, { daysAgo: 9, repository: 'shop', sites: undated, documents: [codeowners] })
  await scan(pool, {
    daysAgo: 9,
    repository: 'depot',
    sites: undated,
    documents: [catalog],
    writers,
  })
  for (const repository of ['left', 'stays', 'machine', 'untold']) {
    await scan(pool, { daysAgo: 9, repository, sites })
  }
  await introducedBy('stays', 'Bea')
  await introducedBy('machine', 'renovate[bot]')
  await pool.query(`DELETE FROM commit WHERE repository_id = ${REPOSITORY}`, ['untold'])
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM version')
  await redescribeStanding(
    pool,
    rows.map(({ id }) => id),
  )
  await becomes('old', 'new')
  await becomes('ada', null)
}

const REPOSITORY = '(SELECT id FROM repository WHERE name = $1)'

async function introducedBy(repository: string, author: string): Promise<void> {
  await pool.query(`UPDATE commit SET author = $2 WHERE repository_id = ${REPOSITORY}`, [
    repository,
    author,
  ])
}

const becomes = (from: string, to: string | null) =>
  pool.query(
    `INSERT INTO service_team (org_id, id, from_key, from_name, to_name, reason, actor_name, valid_from)
     VALUES (1, gen_random_uuid(), $1, $1, $2, 'leave', 'Ann', now() - interval '1 day')`,
    [from, to],
  )

test('whoever is asked for, the inbox holds exactly what they are suggested for', async () => {
  await world()
  const all = await suggested()
  const names = new Set(all.map((row) => row.split(' ').at(-1) ?? ''))
  expect(names.size).toBeGreaterThan(4)
  for (const name of [...names, 'nobody-at-all']) {
    expect(await suggested(name), name).toEqual(all.filter((row) => row.endsWith(` ${name}`)))
  }
})
