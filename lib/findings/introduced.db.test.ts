import { beforeEach, expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { addCommits, addRules, addScans, addStanding, idOf } from '@/lib/trends/testing'
import { listFacets } from './list-facets'
import { listFindings } from './list-findings'
import { type FindingQuery, TRACED_AT_MOST } from './types'

const db = await testDatabase()
const at = '2026-11-20T00:00:00.000Z'
const march = '2026-03-10T12:00:00Z'

beforeEach(async () => {
  await emptyDatabase(db.pool)
  await db.pool.query(
    `INSERT INTO organisation (id, name, time_zone) VALUES (1, 'Test', 'Europe/Berlin')
     ON CONFLICT (id) DO UPDATE SET time_zone = EXCLUDED.time_zone`,
  )
  await addRules(db.pool, [{ key: 'decision/retry', kind: 'decision', decisionKind: 'retry' }])
  await addScans(db.pool, [
    { repository: 'one', at: '2026-01-01' },
    { repository: 'two', at: '2026-01-01' },
  ])
  await addCommits(db.pool, [
    { sha: 'a1', repository: 'one', author: 'Ada', subject: 'Retry', grade: 'trailer' },
    { sha: 'b2', repository: 'one', author: 'Bo', subject: 'More' },
    // A fork has the same commit; its author there is somebody else's word.
    { sha: 'a1', repository: 'two', author: 'Fork', subject: 'Retry', grade: 'notes' },
  ])
  const rule = 'decision/retry'
  const base = {
    repository: 'one',
    rule,
    kind: 'decision',
    decisionKind: 'retry',
    from: '2026-04-01',
  }
  await addStanding(db.pool, [
    { ...base, finding: 'retry', commit: 'a1', introducedAt: march },
    // 31 March 23:30 in Berlin, and half an hour of 1 April there that is still March in UTC.
    { ...base, finding: 'late', commit: 'b2', introducedAt: '2026-03-31T21:30:00Z' },
    { ...base, finding: 'april', commit: 'b2', introducedAt: '2026-03-31T22:30:00Z' },
    { ...base, finding: 'unsaid' },
    { ...base, repository: 'two', finding: 'fork', commit: 'a1', introducedAt: march },
  ])
})

async function listed(query: Partial<FindingQuery>): Promise<string[]> {
  const { findings, total } = await listFindings(db.pool, { at, ...query })
  expect(findings).toHaveLength(total)
  return findings.map(({ path }) => path.replace(/^src\/|\.ts$/g, '')).sort()
}

test('a month is the month of the organisation, its last day included', async () => {
  expect(await listed({ introduced: '2026-03' })).toEqual(['fork', 'late', 'retry'])
  expect(await listed({ introduced: '2026-04' })).toEqual(['april'])
  expect(await listed({ introduced: '2026-03-31..2026-04-01' })).toEqual(['april', 'late'])
  expect(await listed({ introduced: '..2026-03-30' })).toEqual(['fork', 'retry'])
  expect(await listed({ introduced: '2026-04-01..' })).toEqual(['april'])
  expect(await listed({ introduced: '2026-03-10' })).toEqual(['fork', 'retry'])
})

test('instants part commits of one day: after the first, up to and with the other', async () => {
  const [late, april] = ['2026-03-31T21:30:00Z', '2026-03-31T22:30:00.000Z']
  expect(await listed({ introduced: `${late}..${april}` })).toEqual(['april'])
  expect(await listed({ introduced: `..${late}` })).toEqual(['fork', 'late', 'retry'])
  expect(await listed({ introduced: `${april}..` })).toEqual([])
})

test('what no commit is known of is in no month, and can be asked for', async () => {
  expect(await listed({ introduced: 'unknown' })).toEqual(['unsaid'])
})

test('author, evidence of assistance and commit are those of its own repository', async () => {
  expect(await listed({ author: 'Ada' })).toEqual(['retry'])
  expect(await listed({ author: 'Fork' })).toEqual(['fork'])
  expect(await listed({ assistance: 'trailer' })).toEqual(['retry'])
  expect(await listed({ assistance: 'assisted' })).toEqual(['fork', 'retry'])
  expect(await listed({ assistance: 'unknown' })).toEqual(['april', 'late', 'unsaid'])
  expect(await listed({ commit: 'a1' })).toEqual(['fork', 'retry'])
})

test('each choice of a facet counts exactly the list that it leads to', async () => {
  const facets = await listFacets(db.pool, { at })
  for (const name of ['introduced', 'author', 'assistance', 'commit'] as const) {
    const values = facets.find((facet) => facet.name === name)?.values ?? []
    expect(values.length, name).toBeGreaterThan(1)
    for (const { key, count } of values) {
      expect(await listed({ [name]: key } as Partial<FindingQuery>), `${name} ${key}`).toHaveLength(
        count,
      )
    }
  }
  const months = facets.find(({ name }) => name === 'introduced')?.values.map(({ key }) => key)
  expect(months).toEqual(['2026-04', '2026-03', 'unknown'])
})

test('latest commit first, and what has none last', async () => {
  const order: string[] = []
  let cursor: string | undefined
  do {
    const page = await listFindings(db.pool, { at, sort: 'introduced', limit: 1, cursor })
    order.push(...page.findings.map(({ path }) => path))
    cursor = page.next
  } while (cursor !== undefined)
  expect(order).toEqual([
    'src/april.ts',
    'src/late.ts',
    'src/fork.ts',
    'src/retry.ts',
    'src/unsaid.ts',
  ])
})

test('a list too long to be split by commit says so, and only it', async () => {
  const facet = async (query: Partial<FindingQuery>, name: string) =>
    (await listFacets(db.pool, { at, ...query })).find((one) => one.name === name)
  const rows = (count: number, first = 0) =>
    Array.from({ length: count }, (_, i) => ({
      finding: `many${first + i}`,
      repository: 'two',
      rule: 'decision/retry',
      kind: 'decision',
      decisionKind: 'retry',
      from: '2026-04-01',
      commit: 'a1',
      introducedAt: march,
    }))
  await addStanding(db.pool, rows(TRACED_AT_MOST - 5))
  expect(await facet({}, 'author')).not.toHaveProperty('uncounted')
  await addStanding(db.pool, rows(1, TRACED_AT_MOST))
  for (const name of ['introduced', 'author', 'assistance', 'commit']) {
    const none = { name, values: [], total: 0, uncounted: true }
    expect(await facet({}, name)).toEqual(none)
    expect(await facet({ author: 'Ada' }, name)).toEqual(
      name === 'author' ? none : expect.not.objectContaining({ uncounted: true }),
    )
  }
  expect(await facet({}, 'state')).not.toHaveProperty('uncounted')
})

test('words that too many have are counted so far and say so; their list goes on all the same', async () => {
  await addStanding(
    db.pool,
    Array.from({ length: TRACED_AT_MOST + 1 }, (_, i) => ({
      finding: `worded${i}`,
      repository: 'three',
      rule: 'decision/retry',
      kind: 'decision',
      decisionKind: 'retry',
      from: '2026-04-01',
    })),
  )
  const query = { at, repository: idOf('repository', 'three'), sort: 'path' } as const
  const many = await listFindings(db.pool, { ...query, q: 'message of worded' })
  expect(many).toMatchObject({ total: TRACED_AT_MOST, more: true })
  const all = await listFindings(db.pool, query)
  expect(all).not.toHaveProperty('more')
  expect(many.findings.map(({ id }) => id)).toEqual(all.findings.map(({ id }) => id))
  const next = await listFindings(db.pool, { ...query, q: 'worded', cursor: many.next })
  const after = await listFindings(db.pool, { ...query, cursor: all.next })
  expect(next.findings.map(({ id }) => id)).toEqual(after.findings.map(({ id }) => id))
  for (const facet of await listFacets(db.pool, { ...query, q: 'worded' })) {
    const chosen = facet.name === 'repository' ? { chosen: 'three' } : {}
    expect(facet).toEqual({ name: facet.name, values: [], total: 0, uncounted: true, ...chosen })
  }
  const chosen = { rule: idOf('rule', 'decision/retry'), team: 'none', state: 'open' } as const
  for (const [name, words] of [
    ['rule', 'decision/retry'],
    ['team', 'No team'],
    ['state', 'open'],
  ] as const) {
    const facets = await listFacets(db.pool, { ...query, q: 'worded', [name]: chosen[name] })
    expect(facets.find((facet) => facet.name === name)).toMatchObject({
      ...{ uncounted: true, chosen: words },
    })
  }
  const few = await listFindings(db.pool, { ...query, q: 'worded100.ts' })
  expect(few).toMatchObject({ total: 1 })
  expect(few).not.toHaveProperty('more')
})
