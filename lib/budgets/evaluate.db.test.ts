import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { listFindings } from '@/lib/findings/list-findings'
import { dayAt, REPOSITORIES, RULES, worlds } from '@/lib/findings/worlds.fixture'
import { getTrends } from '@/lib/trends/get-trends'
import type { TestStanding } from '@/lib/trends/testing'
import { addRules, addScans, addStanding, idOf } from '@/lib/trends/testing'
import { MEASURES } from '@/lib/trends/types'
import { setBudget } from './act'
import { getBudgets } from './get-budgets'
import type { BudgetRule } from './types'

const db = await testDatabase()
const ACTOR = { id: 'local', name: 'Ada' }
const DAY = 86_400_000
const now = new Date('2026-12-31T00:00:00Z')

beforeEach(() => emptyDatabase(db.pool))

const rules: fc.Arbitrary<BudgetRule> = fc.oneof(
  fc.record({
    kind: fc.constant('retries' as const),
    measure: fc.constant('duplicated-retries' as const),
    layers: fc.integer({ min: 1, max: 3 }),
    attempts: fc.constantFrom(3, 4, 8, 9),
  }),
  fc.record({
    kind: fc.constant('unowned' as const),
    measure: fc.constant('unowned-decisions' as const),
    days: fc.integer({ min: 0, max: 9 }),
    most: fc.integer({ min: 0, max: 3 }),
  }),
  fc.record({
    kind: fc.constant('most' as const),
    measure: fc.constantFrom(...MEASURES),
    most: fc.integer({ min: 0, max: 4 }),
  }),
  fc.record({ kind: fc.constant('falls' as const), measure: fc.constantFrom(...MEASURES) }),
)

const KIND = {
  'unowned-decisions': 'decision',
  'duplicated-retries': 'retry-path',
  'flagged-patterns': 'pattern',
}

/** What the words of a budget say, read plainly: one finding, one instant at a time. */
function counts(world: Laden[], rule: BudgetRule, at: string): number {
  const began = (finding: string) =>
    Math.min(...world.filter((r) => r.finding === finding).map((r) => Date.parse(r.from)))
  return world.filter((row) => {
    const there = row.from <= at && (row.to == null || row.to > at)
    if (!there || row.state !== 'open' || row.kind !== KIND[rule.measure]) return false
    if (row.team !== 'red') return false
    if (rule.kind === 'unowned') return (Date.parse(at) - began(row.finding)) / DAY > rule.days
    if (rule.kind === 'retries')
      return row.layers > rule.layers || (row.attempts ?? 0) > rule.attempts
    return true
  }).length
}

type Laden = TestStanding & { layers: number }

/** The lowest of the week ends (and the beginning) before: stock is none in these worlds. */
function lowest(world: Laden[], rule: BudgetRule, from: string, at: string): number {
  const ends = [0, 7, 14, 21].map((days) => dayAt(days)).filter((end) => end > from && end < at)
  return Math.min(...[from, ...ends].map((end) => counts(world, rule, end)))
}

async function build(world: Laden[]): Promise<void> {
  await emptyDatabase(db.pool)
  await addRules(db.pool, RULES)
  const seen = { at: '2026-10-01T00:00:00Z', through: '2027-01-31T00:00:00Z' }
  await addScans(
    db.pool,
    REPOSITORIES.map((repository) => ({ repository, ...seen })),
  )
  await addStanding(
    db.pool,
    world.map((row) => ({ ...row, data: { layers: new Array(row.layers).fill({}) } })),
  )
}

/** Teams and services stay: what moves to another team is no drift, and tested with the review. */
const laden = fc
  .tuple(worlds, fc.array(fc.integer({ min: 2, max: 4 }), { minLength: 5, maxLength: 5 }))
  .map(([world, layers]) =>
    world.map((row, i) => {
      const home = row.finding.endsWith('0') || row.finding.endsWith('5') ? 'blue' : 'red'
      return { ...row, team: home, service: 'web', layers: layers[i % 5] ?? 2 }
    }),
  )

test('a budget at any instant is what its words say, number, limit and list', async () => {
  await fc.assert(
    fc.asyncProperty(
      laden,
      rules,
      fc.integer({ min: 0, max: 10 }),
      fc.integer({ min: 0, max: 22 }),
      async (world, rule, begin, day) => {
        await build(world)
        const team = { by: 'team' as const, key: idOf('team', 'red') }
        const from = dayAt(begin)
        await setBudget(db.pool, ACTOR, { ...team, rule, from: new Date(from) })
        const at = dayAt(day)
        const [state] = await getBudgets(db.pool, { at: new Date(at), now })
        const value = counts(world, rule, at)
        const limit =
          at < from
            ? null
            : rule.kind === 'falls'
              ? lowest(world, rule, from, at)
              : rule.kind === 'retries'
                ? 0
                : rule.most
        const known = world.some(({ team: name }) => name === 'red')
        expect(state).toMatchObject({
          limit: known || rule.kind !== 'falls' ? limit : null,
          value: known ? value : null,
          status:
            at < from
              ? 'before'
              : !known
                ? 'unknown'
                : value > (limit ?? 0)
                  ? 'breached'
                  : 'within',
        })
        const { total } = await listFindings(db.pool, { ...state?.counted, at })
        expect(total).toBe(value)
        if (state?.status === 'breached') expect(state.breaks.total).toBeGreaterThan(0)
      },
    ),
    { numRuns: 60 },
  )
})

test('a budget of a whole measure has the number of the chart', async () => {
  await fc.assert(
    fc.asyncProperty(laden, fc.constantFrom(...MEASURES), async (world, measure) => {
      await build(world)
      const scope = { by: 'team' as const, key: idOf('team', 'red') }
      const rule = { kind: 'most' as const, measure, most: 1 }
      await setBudget(db.pool, ACTOR, { ...scope, rule, from: new Date(dayAt(0)) })
      const range = { from: new Date(dayAt(1)), to: new Date(dayAt(20)), now, timeZone: 'UTC' }
      const filter = { team: scope.key }
      const { total } = await getTrends(db.pool, { measure, by: 'service', filter, ...range })
      for (const { at, value } of total) {
        const [state] = await getBudgets(db.pool, { at: new Date(at), now })
        expect(state?.value).toBe(value)
      }
    }),
    { numRuns: 15 },
  )
})

test('what a new rule brings moves the limit along, what code brings breaks it', async () => {
  await addRules(db.pool, RULES)
  await addScans(db.pool, [
    { repository: 'one', at: '2026-10-01T00:00:00Z', through: '2027-01-31T00:00:00Z' },
  ])
  const row = (finding: string, from: number, startReason: string) => ({
    finding,
    repository: 'one',
    service: 'web',
    team: 'red',
    rule: 'pattern/a',
    kind: 'pattern',
    from: dayAt(from),
    startReason,
  })
  await addStanding(db.pool, [
    row('old', 0, 'first-scan'),
    row('ruled', 9, 'rule-added'),
    row('coded', 16, 'introduced'),
  ])
  const key = idOf('service', 'one', 'web')
  const rule = { kind: 'falls' as const, measure: 'flagged-patterns' as const }
  await setBudget(db.pool, ACTOR, { by: 'service', key, rule, from: new Date(dayAt(1)) })
  const at = async (day: number) => {
    const [state] = await getBudgets(db.pool, { at: new Date(dayAt(day)), now })
    return [state?.value, state?.limit, state?.status, state?.breaks.findings.map((f) => f.path)]
  }
  expect(await at(7)).toEqual([1, 1, 'within', []])
  expect(await at(14)).toEqual([2, 2, 'within', []])
  expect(await at(21)).toEqual([3, 2, 'breached', ['src/coded.ts']])
})

test('a team that is no more keeps no budget, and its budget says what became of it', async () => {
  await build([])
  const scope = { by: 'team' as const, key: idOf('team', 'red') }
  await db.pool.query(`INSERT INTO team (org_id, id, name) VALUES (1, $1, 'red')`, [scope.key])
  const rule = { kind: 'most' as const, measure: 'flagged-patterns' as const, most: 1 }
  await setBudget(db.pool, ACTOR, { ...scope, rule, from: new Date(dayAt(0)) })
  await db.pool.query(
    `INSERT INTO service_team (org_id, id, from_key, from_name, to_name, reason, actor_name, valid_from)
     VALUES (1, $1, 'red', 'red', 'crimson', 'rename', 'Ada', $2)`,
    [randomUUID(), dayAt(5)],
  )
  const [state] = await getBudgets(db.pool, { at: new Date(dayAt(6)), now })
  expect(state).toMatchObject({ status: 'unknown', became: 'red was renamed to crimson' })
  const [earlier] = await getBudgets(db.pool, { at: new Date(dayAt(4)), now })
  expect(earlier?.became).toBeUndefined()
})
