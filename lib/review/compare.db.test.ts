import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { REASON_OF } from '@/lib/findings/queries/reasons'
import { dayAt, REPOSITORIES, RULES, worlds } from '@/lib/findings/worlds.fixture'
import { performAct } from '@/lib/ownership/acts/perform'
import { ANN, decisions, deed, scan } from '@/lib/ownership/testing'
import { addRules, addScans, addStanding, idOf } from '@/lib/trends/testing'
import type { Filter } from '@/lib/trends/types'
import { CompareError, compare } from './compare'

const db = await testDatabase()
const query = { filter: {}, timeZone: 'UTC' }

beforeEach(() => emptyDatabase(db.pool))

const addRelease = (repository = '', name = '', at = '') =>
  db.pool.query(
    `INSERT INTO release (org_id, repository_id, name, commit, at, said_at)
     VALUES (1, $1, $2, 'c', $3, $3)`,
    [repository, name, at],
  )

test('two instants differ by what appeared, came back and went', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, fc.nat(21), fc.nat(21), fc.nat(6), async (world, a, b, most) => {
      await emptyDatabase(db.pool)
      await addRules(db.pool, RULES)
      await addScans(
        db.pool,
        REPOSITORIES.map((repository) => ({ repository, at: '2026-10-01T00:00:00Z' })),
      )
      await addStanding(db.pool, world)
      const [from, to] = [Math.min(a, b), Math.max(a, b)].map(dayAt)
      const found = await compare(db.pool, { ...query, from: from ?? '', to: to ?? '' })
      for (const { measure, before, now, appeared, returned, gone } of found.measures) {
        expect(before + appeared + returned - gone).toBe(now)
        const rows = found.changed.filter((row) => row.measure === measure)
        expect(rows).toHaveLength(appeared + returned + gone)
        expect(rows.filter(({ part }) => part === 'returned')).toHaveLength(returned)
        // Counted from the numbers before and after: its list says as many.
        const went = rows.filter(
          ({ part }) => part !== 'moved' && REASON_OF[part].change === 'gone',
        )
        expect(went).toHaveLength(gone)
      }
      const { changed, owners } = found
      expect(found.differences).toBe(changed.length + owners.length)
      const first = await compare(db.pool, { ...query, from: from ?? '', to: to ?? '', most })
      expect(first).toMatchObject({ measures: found.measures, differences: found.differences })
      expect([...first.changed, ...first.owners]).toEqual([...changed, ...owners].slice(0, most))
    }),
    { numRuns: 15 },
  )
})

test('dates and commits name an end; anything else is refused by its name', async () => {
  await addRules(db.pool, RULES)
  await addScans(db.pool, [{ repository: 'one', at: '2026-11-10T12:00:00Z' }])
  const { rows } = await db.pool.query<{ commit: string }>('SELECT commit FROM scan')
  await db.pool.query("UPDATE scan SET commit = 'abcdef0123456789'")
  expect(rows).toHaveLength(1)
  const found = await compare(db.pool, { ...query, from: 'abcdef0', to: '2026-11-16' })
  expect([found.from, found.to]).toEqual(['2026-11-10T12:00:00.000Z', '2026-11-16T23:59:59.999Z'])
  for (const from of ['0000000', 'soon', '2026-02-30', "'; --", 'v\0', '2026-11-17']) {
    await expect(compare(db.pool, { ...query, from, to: '2026-11-16' })).rejects.toThrow(
      CompareError,
    )
  }
})

test('a release names its place, among several repositories only where it is one', async () => {
  await addScans(db.pool, [
    { repository: 'one', at: '2026-11-10T12:00:00Z' },
    { repository: 'two', at: '2026-11-10T12:00:00Z' },
  ])
  const [one, two] = ['one', 'two'].map((name) => idOf('repository', name))
  for (const [repository, name, at] of [
    [one, 'v1', '2026-11-11T10:00:00Z'],
    [two, 'v1', '2026-11-12T10:00:00Z'],
    [two, 'api/v2', '2026-11-13T10:00:00Z'],
  ]) {
    await addRelease(repository, name, at)
  }
  const since = async (from: string, repository?: string) =>
    (await compare(db.pool, { ...query, filter: { repository }, from, to: '2026-11-16' })).from
  expect(await since('api/v2')).toBe('2026-11-13T10:00:00.000Z')
  expect(await since('v1', one)).toBe('2026-11-11T10:00:00.000Z')
  await expect(since('v1')).rejects.toThrow('is the name of several things')
  await expect(since('api/v2', one)).rejects.toThrow(CompareError)
})

test('an instant between two scans stands for the one before it, and tells what was released then', async () => {
  await addScans(db.pool, [
    { repository: 'one', at: '2026-11-09T12:00:00Z' },
    { repository: 'one', at: '2026-11-16T12:00:00Z' },
    { repository: 'one', at: '2026-11-10T12:00:00Z', branch: 'topic' },
    { repository: 'one', at: '2026-11-11T11:00:00Z', failed: true },
    { repository: 'two', at: '2026-11-12T12:00:00Z' },
  ])
  const one = idOf('repository', 'one')
  const at = '2026-11-11T12:00:00.000Z'
  await addRelease(one, 'v1.1', '2026-11-05T10:00:00Z')
  await addRelease(one, 'v1.2', at)
  const ends = async (repository?: string) =>
    (await compare(db.pool, { ...query, filter: { repository }, from: at, to: '2026-11-16' })).ends
  const { from, to } = await ends()
  const told = (end: typeof from) => end.scans.map(({ repository, at }) => [repository, at])
  expect(told(from)).toEqual([['one', '2026-11-09T12:00:00.000Z']])
  expect(told(to)).toEqual([
    ['one', '2026-11-16T12:00:00.000Z'],
    ['two', '2026-11-12T12:00:00.000Z'],
  ])
  expect(told((await ends(one)).to)).toHaveLength(1)
  expect(from.releases).toEqual([
    {
      ...{ names: ['v1.2'], repository: 'one', previous: 'v1.1' },
      href: `/findings?${new URLSearchParams({
        repository: one,
        at: '2026-11-16T12:00:00.000Z',
        introduced: `2026-11-05T10:00:00.000Z..${at}`,
        sort: 'introduced',
      })}`,
    },
  ])
  expect(to.releases).toEqual([])
  // Its chart is released with it, and began with the same version.
  await addRelease(one, 'helm-v1.1', '2026-11-05T10:00:00Z')
  await addRelease(one, 'helm-v1.2', at)
  expect((await ends()).from.releases).toMatchObject([
    { names: ['helm-v1.2', 'v1.2'], previous: null },
  ])
})

test('a release of another service or team is none of these', async () => {
  const world = { rule: 'decision/retry', kind: 'decision' as const, from: '2026-11-01' }
  await addRules(db.pool, [{ key: 'decision/retry', kind: 'decision' }])
  await addStanding(db.pool, [
    { ...world, finding: 'x', repository: 'one', service: 'web', team: 'red' },
    { ...world, finding: 'y', repository: 'two', service: 'api', team: 'blue' },
  ])
  for (const [repository, at] of [
    ['one', '2026-11-11T10:00:00.000Z'],
    ['two', '2026-11-12T10:00:00.000Z'],
  ] as const) {
    await addRelease(idOf('repository', repository), 'v1', at)
  }
  const since = async (filter: Filter) =>
    (await compare(db.pool, { ...query, filter, from: 'v1', to: '2026-11-16' })).from
  const { rows } = await db.pool.query<{ id: string; name: string }>('SELECT id, name FROM service')
  const api = rows.find(({ name }) => name === 'api')?.id
  expect(await since({ service: api })).toBe('2026-11-12T10:00:00.000Z')
  expect(await since({ team: idOf('team', 'red') })).toBe('2026-11-11T10:00:00.000Z')
})

test('whoever owns a decision at the end and did not before is told, and nobody else', async () => {
  const sites = ['a', 'b', 'c', 'd'].map((name) => ({ path: `api/${name}.ts` }))
  await scan(db.pool, { daysAgo: 20, sites })
  const found = await decisions(db.pool)
  const [a = '', b = '', c = ''] = [...found].sort().map(([, id]) => id)
  await performAct(db.pool, ANN, [a, b], deed('own', '@red'))
  const from = new Date().toISOString()
  await performAct(db.pool, ANN, [b], deed('release'))
  await performAct(db.pool, ANN, [c], deed('own', '@blue'))
  const to = new Date(Date.now() + 1).toISOString()
  const { owners, differences } = await compare(db.pool, { ...query, from, to })
  expect(owners.map(({ place, before, now }) => [place.split(':')[0], before, now])).toEqual([
    ['api/b.ts', '@red', null],
    ['api/c.ts', null, '@blue'],
  ])
  // Both also count, or no longer do.
  expect(differences).toBe(owners.length + 2)
})
