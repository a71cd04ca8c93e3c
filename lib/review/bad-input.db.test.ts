import { beforeEach, expect, test } from 'vitest'
import { ORG } from '@/lib/db/database'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { RULES } from '@/lib/findings/worlds.fixture'
import { rebuildSums } from '@/lib/standing/sums'
import { addRules, addScans, addStanding, idOf } from '@/lib/trends/testing'
import { getWeekly } from './get-weekly'

const db = await testDatabase()
const now = new Date('2026-11-25T09:00:00Z')
const row = { repository: 'one', rule: 'pattern/a', kind: 'pattern' } as const
const seen = { at: '2026-01-01T00:00:00Z', through: '2026-12-31T00:00:00Z' }
const page = (week: string, filter = {}) => getWeekly(db.pool, { week, filter, now })

beforeEach(async () => {
  await emptyDatabase(db.pool)
  await db.pool.query("UPDATE organisation SET time_zone = 'UTC'")
  await addRules(db.pool, RULES)
  await addScans(db.pool, [{ repository: 'one', ...seen }])
})

test('ten thousand services: the page stays small and says how many there are', async () => {
  await addStanding(db.pool, [{ ...row, finding: 'x', from: '2026-02-01T00:00:00Z' }])
  await db.pool.query(
    `INSERT INTO service (org_id, id, repository_id, name)
     SELECT $1, md5('s' || i)::uuid, $2, 'service ' || i FROM generate_series(1, 10000) i`,
    [ORG, idOf('repository', 'one')],
  )
  await db.pool.query(
    `INSERT INTO standing (org_id, version_id, from_at, finding_id, repository_id, stream_id,
       service_id, rule_id, kind, state, began_at, path, severity)
     SELECT $1, md5('v' || i || n)::uuid, CASE n WHEN 1 THEN '2026-02-01'::timestamptz
         ELSE '2026-11-18'::timestamptz END, md5('v' || i || n)::uuid, s.repository_id, s.stream_id,
       md5('s' || i)::uuid, s.rule_id, s.kind, 'open',
       CASE n WHEN 1 THEN '2026-02-01'::timestamptz ELSE '2026-11-18'::timestamptz END, s.path, 1
     FROM standing s, generate_series(1, 10000) i, generate_series(1, 2) n
     WHERE n = 1 OR i % 2 = 0`,
    [ORG],
  )
  await rebuildSums(db.pool)
  await db.pool.query('ANALYZE')
  const { exceptions, filters, ...rest } = await page('2026-W47')
  expect(exceptions.total).toBeGreaterThanOrEqual(5000)
  expect(exceptions.shown).toHaveLength(12)
  expect(exceptions.normal.services).toBe(5001)
  expect(JSON.stringify({ ...rest, exceptions }).length).toBeLessThan(300_000)
})

test('a service that changed its team in mid-week moves between teams and changes no total', async () => {
  const moved = { ...row, finding: 'a', service: 'web', version: 'a' }
  await addStanding(db.pool, [
    { ...moved, team: 'red', from: '2026-02-01T00:00:00Z', to: '2026-11-18T12:00:00Z' },
    { ...moved, team: 'blue', from: '2026-11-18T12:00:00Z', samePresence: true },
  ])
  await db.pool.query('UPDATE presence SET to_at = NULL, end_reason = NULL')
  const of = async (filter: object) =>
    (await page('2026-W47', filter)).explained.find((e) => e.measure === 'flagged-patterns')
  expect(await of({})).toMatchObject({ from: 1, to: 1, parts: [] })
  expect(await of({ team: idOf('team', 'red') })).toMatchObject({
    ...{ from: 1, to: 0 },
    parts: [{ part: 'moved-out', findings: 1, change: -1 }],
  })
  expect(await of({ team: idOf('team', 'blue') })).toMatchObject({
    ...{ from: 0, to: 1 },
    parts: [{ part: 'moved-in', findings: 1, change: 1 }],
  })
})

test('a reorganisation is no signal of the teams it moved between, then or later', async () => {
  for (let i = 0; i < 40; i++) {
    const moved = { ...row, finding: `f${i}`, service: 'web', version: `f${i}` }
    await addStanding(db.pool, [
      { ...moved, team: 'red', from: '2026-02-01T00:00:00Z', to: '2026-10-21T12:00:00Z' },
      { ...moved, team: 'blue', from: '2026-10-21T12:00:00Z', samePresence: true },
    ])
  }
  await addStanding(db.pool, [
    { ...row, finding: 'n', service: 'web', team: 'blue', from: '2026-11-18T12:00:00Z' },
  ])
  expect((await page('2026-W43')).exceptions.total).toBe(0)
  const { shown } = (await page('2026-W47')).exceptions
  expect(shown).toMatchObject([{ by: 'service', drift: 1, signal: { mean: 0, upper: 0 } }])
})

test('weeks in which the clocks change begin and end at local midnight', async () => {
  await db.pool.query("UPDATE organisation SET time_zone = 'Europe/Berlin'")
  await addStanding(db.pool, [
    { ...row, finding: 'before', from: '2026-10-25T22:59:59.000Z' },
    { ...row, finding: 'after', from: '2026-10-25T23:00:00.000Z' },
  ])
  const part = { part: 'introduced', findings: 1 }
  const of = async (week: string) => (await page(week)).explained[2]?.parts
  expect(await of('2026-W43')).toMatchObject([part])
  expect(await of('2026-W44')).toMatchObject([part])
})

test('a repository that is deleted takes its weeks along and breaks no page', async () => {
  await addStanding(db.pool, [{ ...row, finding: 'a', from: '2026-11-18T00:00:00Z' }])
  for (const table of [
    'standing',
    'standing_sum',
    'inbox_group',
    'presence',
    'scan',
    'stream',
    'service',
    'repository',
  ]) {
    await db.pool.query(`DELETE FROM ${table}`)
  }
  expect(await page('2026-W47')).toMatchObject({ empty: true, explained: [], carried: [] })
})
