import { beforeEach, expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { addCommits, addRules, addScans, addStanding, idOf } from '@/lib/trends/testing'
import { search } from './search'

const db = await testDatabase()
const SHA = `beef12${'0'.repeat(34)}`

beforeEach(async () => {
  await emptyDatabase(db.pool)
  await addRules(db.pool, [{ key: 'decision/retry', kind: 'decision', decisionKind: 'retry' }])
  await addRules(db.pool, [
    {
      key: 'pattern/query-per-row',
      name: 'QueryPerRow',
      summary: 'A database is asked once for each element.',
    },
    { key: 'flow/segment', kind: 'flow', name: 'FlowSegment' },
  ])
  await addScans(db.pool, [{ repository: 'shop', at: '2026-05-04T00:00:00Z' }])
  const shop = { repository: 'shop' }
  await addCommits(db.pool, [
    { ...shop, sha: SHA, author: 'Evan Lohn', subject: 'Retry 100% of calls (#10172)' },
    { ...shop, sha: `beef34${'0'.repeat(34)}`, author: 'Eve', subject: 'Cache' },
    { ...shop, sha: `ab${'0'.repeat(38)}`, author: 'Evan Lohn', subject: 'Feed the beef' },
  ])
  await db.pool.query(
    `UPDATE commit SET committed_at = CASE sha WHEN $1 THEN '2026-05-03'::date ELSE '2026-05-01' END`,
    [SHA],
  )
  const decision = { ...shop, rule: 'decision/retry', kind: 'decision', decisionKind: 'retry' }
  await addStanding(db.pool, [
    { ...decision, finding: 'a', from: '2026-05-04' },
    { ...decision, finding: 'b', from: '2026-05-04' },
  ])
  // One has an owner still, the other had one.
  await db.pool.query(
    `UPDATE standing SET owner = '@acme/Billing', owner_key = 'acme/billing',
       to_at = CASE WHEN finding_id = $1 THEN to_at ELSE '2026-05-06' END`,
    [idOf('finding', 'a')],
  )
  await db.pool.query(
    `UPDATE standing SET owner = '@acme/gone', owner_key = 'acme/gone' WHERE to_at IS NOT NULL`,
  )
})

const found = async (words: string, kind: string) =>
  (await search(db.pool, words)).filter((hit) => hit.kind === kind)
const titles = async (words: string, kind: string) =>
  (await found(words, kind)).map(({ title }) => title)

test('a commit is found by how its hash begins, in either case', async () => {
  expect(await found('BEEF12', 'commit')).toMatchObject([
    {
      title: 'beef120000 “Retry 100% of calls (#10172)”',
      detail: 'Evan Lohn, 3 May 2026, shop',
      href: `/findings?repository=${idOf('repository', 'shop')}&commit=${SHA}`,
    },
  ])
  expect(await titles('beef', 'commit')).toEqual([
    'beef120000 “Retry 100% of calls (#10172)”',
    'beef340000 “Cache”',
  ])
  expect(await titles(SHA, 'commit')).toHaveLength(1)
})

test('and by its subject, also where the words could be a hash that none begins with', async () => {
  expect(await titles('#10172', 'commit')).toHaveLength(1)
  expect(await titles('100%', 'commit')).toHaveLength(1)
  expect(await titles('feed', 'commit')).toEqual(['ab00000000 “Feed the beef”'])
  expect(await titles('bee', 'commit')).toEqual(['ab00000000 “Feed the beef”'])
})

test('authors are found once each, those first whose name begins so', async () => {
  expect(await found('ev', 'author')).toEqual([
    {
      kind: 'author',
      title: 'Eve',
      detail: '1 commit that brought findings',
      href: '/findings?author=Eve',
    },
    {
      ...{ kind: 'author', title: 'Evan Lohn', detail: '2 commits that brought findings' },
      href: '/findings?author=Evan+Lohn',
    },
  ])
  expect(await titles('ohn', 'author')).toEqual(['Evan Lohn'])
  expect(await titles('_', 'author')).toEqual([])
})

test('owners are those that own something now', async () => {
  expect(await found('@acme', 'owner')).toEqual([
    {
      ...{ kind: 'owner', title: '@acme/Billing' },
      href: '/ownership/queue?owner=%40acme%2FBilling',
    },
  ])
  expect(await titles('gone', 'owner')).toEqual([])
})

test.each(['QueryPerRow', 'pattern/query', 'query per row', 'row QUERY', 'each element'])(
  'a rule is found by its name, its key and what it looks for: %s',
  async (words) => {
    expect(await titles(words, 'rule')).toEqual(['QueryPerRow pattern/query-per-row'])
  },
)

test('every word has to be there, and what no finding has is no rule to look for', async () => {
  expect(await titles('query per column', 'rule')).toEqual([])
  expect(await titles('segment', 'rule')).toEqual([])
  expect(await titles('100%', 'rule')).toEqual([])
})

test('a release leads to what came with it: after the one before it of its kind, as first scanned', async () => {
  const shop = idOf('repository', 'shop')
  for (const [name, at] of [
    ['v1.1', '2026-05-02T10:00:00Z'],
    ['v1.2', '2026-05-03T10:00:00Z'],
    ['helm-v1.2', '2026-05-03T09:00:00Z'],
    ['v1.3', '2026-05-09T10:00:00Z'],
  ]) {
    await db.pool.query(
      `INSERT INTO release (org_id, repository_id, name, commit, at, said_at)
       VALUES (1, $1, $2, 'c', $3, $3)`,
      [shop, name, at],
    )
  }
  const [v2, helm, ...others] = await found('V1.2', 'release')
  expect(v2).toEqual({
    ...{ kind: 'release', title: 'v1.2' },
    detail: 'what came with it, after v1.1 · 3 May 2026 · shop',
    href: `/findings?${new URLSearchParams({
      repository: shop,
      at: '2026-05-04T00:00:00.000Z',
      introduced: '2026-05-02T10:00:00.000Z..2026-05-03T10:00:00.000Z',
      sort: 'introduced',
    })}`,
  })
  expect([helm?.title, helm?.detail]).toEqual([
    'helm-v1.2',
    'what came with it · 3 May 2026 · shop',
  ])
  expect(others).toEqual([])
  // Nothing was scanned since it.
  expect((await found('v1.3', 'release'))[0]?.href).not.toContain('&at=')
})

test('pages are found by their names, those of the house too', async () => {
  for (const name of ['Audit', 'Tokens', 'People', 'Scans'])
    expect(await titles(name.toLowerCase(), 'page')).toEqual([name])
})

test('findings that say the same in one file are told apart by their lines', async () => {
  const { rowCount } = await db.pool.query(
    `UPDATE version SET path = 'src/pay.ts', message = 'lock held', start_line = n * 7
     FROM (SELECT id AS of, row_number() OVER (ORDER BY id) AS n FROM version) x WHERE of = id`,
  )
  expect(rowCount).toBe(2)
  await db.pool.query('UPDATE standing SET to_at = NULL')
  expect((await found('lock held', 'finding')).map(({ detail }) => detail)).toEqual([
    'src/pay.ts:7',
    'src/pay.ts:14',
  ])
})
