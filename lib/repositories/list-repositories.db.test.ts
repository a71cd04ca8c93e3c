import { beforeEach, expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { addRules, addScans, addStanding, idOf } from '@/lib/trends/testing'
import { listRepositories } from './list-repositories'

const db = await testDatabase()
const now = new Date('2026-11-19T12:00:00Z')

beforeEach(() => emptyDatabase(db.pool))

test('the table ends with the newest week that has a scanned commit, as the review does', async () => {
  await addRules(db.pool, [{ key: 'SwallowedError' }])
  await addScans(db.pool, [
    { repository: 'shop', at: '2026-08-12T08:00:00Z', through: '2026-08-20T08:00:00Z' },
    { repository: 'shop', at: '2026-08-20T08:00:00Z', through: '2026-08-21T08:00:00Z' },
  ])
  const shop = { repository: 'shop', rule: 'SwallowedError' }
  await addStanding(db.pool, [
    { ...shop, finding: 'old', from: '2026-08-12T08:00:00Z' },
    { ...shop, finding: 'new', from: '2026-08-20T08:00:00Z' },
    { ...shop, finding: 'seen', from: '2026-08-20T08:00:00Z', startReason: 'rule-added' },
    { ...shop, service: 'api', finding: 'api', from: '2026-08-12T08:00:00Z' },
  ])
  const { week, at, rows } = await listRepositories(db.pool, now)
  expect([week, at]).toEqual(['2026-W34', '2026-08-23T23:59:59.999Z'])
  expect(rows).toMatchObject([
    {
      id: idOf('repository', 'shop'),
      // What a new rule found is no drift; services are those of the table of services.
      services: 2,
      measures: { 'flagged-patterns': { value: 4, change: 1 } },
      // What the table ends with is not what is known of today.
      ...{ covered: 0, expected: 1, lastAt: '2026-08-20T08:00:00.000Z' },
    },
  ])
  expect(rows[0]?.measures['flagged-patterns'].points).toHaveLength(12)
})

test('without a scan it is the running week, and a repository without one is there', async () => {
  await db.pool.query("INSERT INTO repository (org_id, id, name) VALUES (1, $1, 'new')", [
    idOf('repository', 'new'),
  ])
  const { week, rows } = await listRepositories(db.pool, now)
  expect(week).toBe('2026-W47')
  expect(rows).toMatchObject([{ name: 'new', measures: { 'flagged-patterns': { value: null } } }])
})
