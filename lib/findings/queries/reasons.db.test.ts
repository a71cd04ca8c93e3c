import { beforeEach, expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { addRules, addScans, addStanding, idOf } from '@/lib/trends/testing'
import { listFindings } from '../list-findings'
import type { Part } from '../types'

const db = await testDatabase()

beforeEach(() => emptyDatabase(db.pool))

const [before, within] = ['2026-11-02T00:00:00Z', '2026-11-11T00:00:00Z']
const week = { at: '2026-11-15T23:59:59Z', since: '2026-11-08T23:59:59Z' }

/** Names of the findings in a part of the change of the week. */
async function namesIn(part: Part, names: readonly string[]): Promise<string[]> {
  const { findings } = await listFindings(db.pool, { ...week, measure: 'flagged-patterns', part })
  const ids = findings.map(({ id }) => id)
  return names.filter((name) => ids.includes(idOf('finding', name)))
}

test('each finding that changed has its own reason, also one that came back with its first row', async () => {
  await addScans(db.pool, [{ repository: 'shop', at: before, through: '2026-12-31T00:00:00Z' }])
  await addRules(db.pool, [{ key: 'r' }])
  const shared = { repository: 'shop', rule: 'r' }
  await addStanding(db.pool, [
    { ...shared, finding: 'new', from: within },
    { ...shared, finding: 'looked at', from: within, startReason: 'first-scan' },
    { ...shared, finding: 'back', from: within, startReason: 'reopened' },
    { ...shared, finding: 'again', from: before, to: '2026-11-05T00:00:00Z' },
    { ...shared, finding: 'again', from: within, startReason: 'reopened' },
    { ...shared, finding: 'fixed', from: before, to: within },
    { ...shared, finding: 'unasked', from: before, to: within, endReason: 'rule-removed' },
    { ...shared, finding: 'moved', from: before, to: within, endReason: 'moved' },
    { ...shared, finding: 'moved', from: within, startReason: 'moved' },
  ])
  const names = ['new', 'looked at', 'back', 'again', 'fixed', 'unasked', 'moved']
  const parts = ['introduced', 'coverage', 'returned', 'gone', 'rule-removed', 'moved'] as const
  const found = []
  for (const part of parts) found.push([part, await namesIn(part, names)])
  expect(found).toEqual([
    ['introduced', ['new']],
    ['coverage', ['looked at']],
    ['returned', ['back', 'again']],
    ['gone', ['fixed']],
    ['rule-removed', ['unasked']],
    ['moved', ['moved']],
  ])
})
