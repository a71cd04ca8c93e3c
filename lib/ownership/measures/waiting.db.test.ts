import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { filters, instants, REPOSITORIES, RULES, worlds } from '@/lib/findings/worlds.fixture'
import { groupBy } from '@/lib/trends/group-by'
import { addRules, addStanding, idOf } from '@/lib/trends/testing'
import type { Filter } from '@/lib/trends/types'
import { ageOf } from '../age'
import { POLICY, SOON_DAYS } from '../policy'
import { readOpenAges } from './ages'
import { readWaiting } from './waiting'

const { pool } = await testDatabase()
const DAY = 86_400_000

/** A repository is known here since then. */
const know = (name: string, since: Date) =>
  pool.query('UPDATE repository SET created_at = $2 WHERE id = $1', [
    idOf('repository', name),
    since,
  ])

interface Late {
  team: string | null
  decisionKind: string
  overdue: number
  soon: number
}

/** Past and near their targets by team and kind, from what waits. */
async function told(filter: Filter, at: Date): Promise<Late[]> {
  const rows = await readWaiting(pool, filter, await readOpenAges(pool, filter, at), at)
  const sum = (own: typeof rows, holds: (left: number) => boolean) =>
    own
      .filter(({ decisionKind, waited }) => holds(POLICY.targetDays(decisionKind) - waited))
      .reduce((total, { count }) => total + count, 0)
  return [...groupBy(rows, ({ team, decisionKind }) => `${team} ${decisionKind}`).values()]
    .map((own) => ({
      ...{ team: own[0]?.team ?? null, decisionKind: own[0]?.decisionKind ?? '' },
      overdue: sum(own, (left) => left < 0),
      soon: sum(own, (left) => left >= 0 && left < SOON_DAYS),
    }))
    .filter(({ overdue, soon }) => overdue !== 0 || soon !== 0)
}

/** The same, one decision after the other, as its page says it. */
async function oneByOne(filter: Filter, at: Date): Promise<Late[]> {
  const { rows } = await pool.query<{
    team: string | null
    decisionKind: string
    introduced: Date
    knownAt: Date
  }>(
    `SELECT s.team_id AS team, s.decision_kind AS "decisionKind", s.dated_at AS introduced,
       r.created_at AS "knownAt"
     FROM standing s JOIN repository r ON r.id = s.repository_id
     WHERE s.kind = 'decision' AND s.state = 'open' AND s.from_at <= $1
       AND (s.to_at IS NULL OR s.to_at > $1)
       AND ($2::uuid IS NULL OR s.repository_id = $2) AND ($3::uuid IS NULL OR s.service_id = $3)
       AND ($4::uuid IS NULL OR s.rule_id = $4) AND ($5::text IS NULL OR s.decision_kind = $5)
       AND ($6::text IS NULL OR coalesce(s.team_id::text, 'none') = $6)`,
    [
      at,
      filter.repository ?? null,
      filter.service ?? null,
      filter.rule ?? null,
      filter.decisionKind ?? null,
      filter.team ?? null,
    ],
  )
  return [...groupBy(rows, ({ team, decisionKind }) => `${team} ${decisionKind}`).values()]
    .map((own) => {
      const left = own.map((row) => {
        return ageOf({ ...row, atLeast: false }, at, row.decisionKind).daysLeft
      })
      return {
        ...{ team: own[0]?.team ?? null, decisionKind: own[0]?.decisionKind ?? '' },
        overdue: left.filter((days) => days < 0).length,
        soon: left.filter((days) => days >= 0 && days < SOON_DAYS).length,
      }
    })
    .filter(({ overdue, soon }) => overdue > 0 || soon > 0)
}

const sorted = (rows: readonly Late[]) => rows.map((row) => JSON.stringify(row)).sort()

test('what is late is what each decision says of itself, however long its repository is known', async () => {
  const ages = fc.array(fc.integer({ min: -5, max: 60 }), { minLength: 80, maxLength: 80 })
  const known = fc.array(fc.integer({ min: -3, max: 45 }), { minLength: 2, maxLength: 2 })
  await fc.assert(
    fc.asyncProperty(
      ...([worlds, instants, filters, ages, known] as const),
      async (world, instant, filter, dated, since) => {
        await emptyDatabase(pool)
        await addRules(pool, RULES)
        await addStanding(
          pool,
          world.map((row) => {
            const days = dated[Number(row.finding.slice(1))] ?? 0
            const introducedAt = new Date(Date.parse(row.from) - days * DAY).toISOString()
            return { ...row, startReason: 'first-scan', introducedAt }
          }),
        )
        const at = new Date(instant)
        for (const [i, name] of REPOSITORIES.entries()) {
          await know(name, new Date(at.getTime() - (since[i] ?? 0) * DAY))
        }
        expect(sorted(await told(filter, at))).toEqual(sorted(await oneByOne(filter, at)))
      },
    ),
    { numRuns: 50 },
  )
})

test('nothing is late on the day on which its repository becomes known', async () => {
  await emptyDatabase(pool)
  await addRules(pool, RULES)
  const at = new Date('2026-11-20T12:00:00Z')
  const of = { repository: 'one', rule: 'decision/caching', kind: 'decision', team: null }
  await addStanding(pool, [
    { ...of, decisionKind: 'caching', finding: 'f1', from: '2026-01-01T00:00:00Z' },
  ])
  const late = async (days: number) => {
    await know('one', new Date(at.getTime() - days * DAY))
    return (await told({}, at)).map(({ overdue, soon }) => [overdue, soon])
  }
  expect(await late(-2)).toEqual([])
  expect(await late(0)).toEqual([])
  expect(await late(8)).toEqual([[0, 1]])
  expect(await late(14)).toEqual([[0, 1]])
  expect(await late(15)).toEqual([[1, 0]])
  expect(await late(400)).toEqual([[1, 0]])
})
