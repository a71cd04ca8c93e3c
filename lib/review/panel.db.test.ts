import fc from 'fast-check'
import { expect, test } from 'vitest'
import { panelLists } from '@/lib/client/panel-lists'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { listFindings } from '@/lib/findings/list-findings'
import type { FindingQuery } from '@/lib/findings/types'
import { filters, REPOSITORIES, RULES, worlds } from '@/lib/findings/worlds.fixture'
import { addCommits, addRules, addScans, addStanding } from '@/lib/trends/testing'
import { getWeekly } from './get-weekly'

const db = await testDatabase()
const now = new Date('2026-11-25T09:00:00Z')
const GRADES = ['unknown', 'trailer', 'notes']

test('every number of the panel that leads to a list is the length of it', async () => {
  const weeks = fc.constantFrom('2026-W45', '2026-W46', '2026-W47')
  const grades = fc.array(fc.nat(2), { minLength: 20, maxLength: 20 })
  await fc.assert(
    fc.asyncProperty(worlds, weeks, filters, grades, async (world, week, filter, by) => {
      await emptyDatabase(db.pool)
      await addRules(db.pool, RULES)
      for (const repository of REPOSITORIES) {
        await addScans(db.pool, [
          { repository, at: '2026-10-01T00:00:00Z', through: '2026-12-31T00:00:00Z' },
        ])
        await addCommits(
          db.pool,
          GRADES.map((grade) => ({ repository, sha: grade, grade })),
        )
      }
      const told = world.map((row, i) => ({ ...row, commit: GRADES[by[i % by.length] ?? 0] }))
      await addStanding(db.pool, told)
      const page = await getWeekly(db.pool, { week, filter, now })
      const { at, since } = page.week
      const size = async (list: Partial<FindingQuery>) =>
        (await listFindings(db.pool, { limit: 1, at, ...filter, ...list })).total
      const asked = page.panel.filter(
        ({ decisionKind }) => decisionKind === (filter.decisionKind ?? decisionKind),
      )
      for (const row of asked) {
        const lists = panelLists(row, { ...filter, at }, since)
        for (const of of ['introduced', 'stock'] as const) {
          for (const [name, list] of Object.entries(lists[of])) {
            const number = row[of][name as keyof typeof row.stock]
            expect([row.decisionKind, of, name, await size(list)]).toEqual([
              ...[row.decisionKind, of, name, number],
            ])
          }
        }
      }
    }),
    { numRuns: 15 },
  )
})
