import { beforeEach, expect, test } from 'vitest'
import { inTransaction } from '@/lib/db/database'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { removeScan } from '@/lib/ingest/remove-scan'
import { getDecision } from '../get-decision'
import { getInbox } from '../inbox/get-inbox'
import { whoOwns } from '../paths/who-owns'
import { createRule } from '../rules/store'
import { reorganise } from '../teams/reorganise'
import { ANN, daysAgo, onlyDecision, scan } from '../testing'
import { saveWriters } from './store'

const { pool } = await testDatabase()
beforeEach(() => emptyDatabase(pool))

const site = { path: 'api/a.ts', undated: true }
const wrote = (author: string, commits: number, of: number, path = 'api/a.ts') => ({
  weeks: 26,
  files: [{ path, author, commits, of }],
})
const repository = async () => {
  const { rows } = await pool.query<{ id: string; name: string }>('SELECT id, name FROM repository')
  if (!rows[0]) throw new Error('no repository')
  return rows[0]
}
const soon = () => new Date(Date.now() + 1)
const best = async (at = soon()) => {
  const who = await whoOwns(pool, await repository(), 'api/a.ts', at)
  return who.candidates.find(({ source }) => source === 'wrote')
}

test('who wrote most of the file is the last candidate, and the least sure', async () => {
  const documents = [
    { path: 'CODEOWNERS', text: '/api/ @acme/api\n' },
    {
      path: 'catalog-info.yaml',
      text: 'kind: Component\nmetadata:\n  name: a\nspec:\n  owner: apis\n',
    },
  ]
  const sites = [{ path: 'api/a.ts' }]
  await scan(pool, { daysAgo: 10, sites, documents, writers: wrote('Bo', 7, 12) })
  await createRule(pool, ANN, { pattern: '/api/', owner: { kind: 'team', name: '@rule' } })
  const decision = await getDecision(pool, await onlyDecision(pool), soon())
  expect(decision?.candidates.map(({ source, owner }) => [source, owner.name])).toEqual([
    ['rule', '@rule'],
    ['codeowners', '@acme/api'],
    ['catalog', 'apis'],
    ['introduced', 'Ada'],
    ['wrote', 'Bo'],
  ])
  const commit = daysAgo(10).getTime().toString(16).padStart(40, '0')
  expect(decision?.candidates.at(-1)).toEqual({
    owner: { kind: 'person', name: 'Bo' },
    source: 'wrote',
    where: '7 of 12',
    confidence: 'weak',
    reason: `Bo wrote 7 of the last 12 commits to this file, in the 26 weeks up to ${commit.slice(0, 10)}.`,
  })
})

test('it is suggested where nobody else is known, and the inbox finds it again', async () => {
  const sites = [site, { ...site, path: 'api/b.ts' }]
  await scan(pool, { daysAgo: 10, sites, documents: [], writers: wrote('Bo', 1, 1) })
  const { groups } = await getInbox(pool, {}, soon())
  expect(groups).toMatchObject([
    {
      count: 2,
      suggestion: { owner: { name: 'Bo' }, source: 'wrote', agrees: 1, differs: 0, without: 1 },
    },
  ])
  expect(groups[0]?.suggestion?.reason).toContain('Bo wrote the only commit to this file')
  expect((await getInbox(pool, { candidate: 'bo' }, soon())).matching).toBe(1)
  expect((await getInbox(pool, { candidate: 'none' }, soon())).matching).toBe(1)
  await scan(pool, { daysAgo: 1, sites: [{ ...site, owner: 'Bo' }] })
  expect(await best()).toMatchObject({ owner: { name: 'Bo' } })
  await reorganise(pool, ANN, { change: { kind: 'leave', from: 'Bo' } })
  expect(await best()).toBeUndefined()
})

test('the newest commit has the word whichever scan came first; silence changes nothing', async () => {
  await scan(pool, { daysAgo: 5, sites: [site], writers: wrote('New', 2, 3) })
  await scan(pool, { daysAgo: 20, sites: [site], writers: wrote('Old', 2, 2) })
  await scan(pool, { daysAgo: 1, sites: [site] })
  expect(await best()).toMatchObject({ owner: { name: 'New' }, where: '2 of 3' })
  expect(await best(daysAgo(8))).toBeUndefined()
  await scan(pool, { daysAgo: 0, sites: [site], writers: wrote('Other', 1, 1, 'web/b.ts') })
  expect(await best()).toBeUndefined()
  const { unknown } = await whoOwns(pool, await repository(), 'api/a.ts', soon())
  expect(unknown.at(-1)?.reason).toBe('No person is known to have changed this file lately.')
  const { rows } = await pool.query('SELECT author FROM file_writer')
  expect(rows).toEqual([{ author: 'Other' }])
})

test('a branch beside the default one has no say', async () => {
  await scan(pool, { daysAgo: 5, sites: [site], writers: wrote('Bo', 2, 3) })
  const { id } = await repository()
  const topic = { commit: 'f'.repeat(40), committedAt: Date.now(), defaultBranch: false }
  await inTransaction(pool, (client) =>
    saveWriters(client, id, { ...topic, writers: wrote('Topic', 9, 9) }),
  )
  expect(await best()).toMatchObject({ owner: { name: 'Bo' } })
})

test('what a removed scan told is forgotten with it', async () => {
  await scan(pool, { daysAgo: 20, sites: [site] })
  await scan(pool, { daysAgo: 5, sites: [site], writers: wrote('Bo', 2, 3) })
  const { rows } = await pool.query<{ id: string }>(
    'SELECT id FROM scan ORDER BY committed_at DESC',
  )
  await removeScan(pool, ANN, rows[0]?.id ?? '')
  expect(await best()).toBeUndefined()
  expect((await pool.query('SELECT 1 FROM file_writer')).rowCount).toBe(0)
})
