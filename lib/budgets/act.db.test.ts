import { beforeEach, expect, test } from 'vitest'
import { listAudit } from '@/lib/audit/list'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { idOf } from '@/lib/trends/testing'
import { BudgetConflict, changeBudget, endBudget, setBudget } from './act'
import { readBudgets } from './queries/budgets'

const db = await testDatabase()
const ADA = { id: 'ada', name: 'Ada' }
const scope = { by: 'team' as const, key: idOf('team', 'red') }
const rule = (most: number) => ({
  kind: 'most' as const,
  measure: 'flagged-patterns' as const,
  most,
})
const day = (date: string) => new Date(`${date}T00:00:00Z`)

beforeEach(() => emptyDatabase(db.pool))

const set = (most: number, from: string) =>
  setBudget(db.pool, ADA, { ...scope, rule: rule(most), from: day(from) })

test('a change and an end leave what was; each has its audit row', async () => {
  const { id } = await set(9, '2026-06-01')
  await changeBudget(db.pool, ADA, { id, seen: 1, rule: rule(5), from: day('2026-07-01') })
  await endBudget(db.pool, ADA, { id, seen: 2, to: day('2026-08-01'), reason: 'done with' })
  const [budget] = await readBudgets(db.pool, id)
  expect(budget?.versions.map(({ rule: of, from, to }) => [of, from, to])).toEqual([
    [rule(9), '2026-06-01T00:00:00.000Z', '2026-07-01T00:00:00.000Z'],
    [rule(5), '2026-07-01T00:00:00.000Z', '2026-08-01T00:00:00.000Z'],
  ])
  const audit = await listAudit(db.pool, { subject: id, limit: 10 })
  expect(audit.map(({ action, by }) => [action, by.name])).toEqual([
    ['budget.end', 'Ada'],
    ['budget.change', 'Ada'],
    ['budget.set', 'Ada'],
  ])
  expect(audit[0]?.after).toMatchObject({ reason: 'done with', to: '2026-08-01T00:00:00.000Z' })
})

test('of two that change one budget at once, one is told that the other was quicker', async () => {
  const { id } = await set(9, '2026-06-01')
  const change = (most: number) =>
    changeBudget(db.pool, ADA, { id, seen: 1, rule: rule(most), from: day('2026-07-01') })
  const results = await Promise.allSettled([change(5), change(6)])
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const refused = results.find((r) => r.status === 'rejected')
  expect(refused?.reason).toBeInstanceOf(BudgetConflict)
  expect(String(refused?.reason)).toMatch(/Ada changed this budget meanwhile/)
  expect((await readBudgets(db.pool, id))[0]?.versions).toHaveLength(2)
})

test('two of one kind and measure never hold together, also set at once', async () => {
  const results = await Promise.allSettled([set(9, '2026-06-01'), set(5, '2026-06-08')])
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const [budget] = await readBudgets(db.pool)
  if (!budget) throw new Error('none was set')
  await endBudget(db.pool, ADA, { id: budget.id, seen: 1, to: day('2026-07-01') })
  await expect(set(4, '2026-06-15')).rejects.toThrow(/already/)
  await set(4, '2026-07-01')
})

test('one that is to end can be changed until then, and ended earlier or later', async () => {
  const soon = new Date(Date.now() + 30 * 86_400_000)
  const later = new Date(soon.getTime() + 86_400_000)
  const { id } = await set(9, '2026-06-01')
  await endBudget(db.pool, ADA, { id, seen: 1, to: later })
  await endBudget(db.pool, ADA, { id, seen: 1, to: soon })
  const from = day('2026-07-01')
  await changeBudget(db.pool, ADA, { id, seen: 1, rule: rule(5), from })
  const [budget] = await readBudgets(db.pool, id)
  expect(budget?.versions.map(({ from: since, to }) => [since, to])).toEqual([
    ['2026-06-01T00:00:00.000Z', '2026-07-01T00:00:00.000Z'],
    ['2026-07-01T00:00:00.000Z', soon.toISOString()],
  ])
  const after = changeBudget(db.pool, ADA, { id, seen: 2, rule: rule(4), from: soon })
  await expect(after).rejects.toThrow(/It ends on/)
  await setBudget(db.pool, ADA, { ...scope, rule: rule(3), from: soon })
  await expect(endBudget(db.pool, ADA, { id, seen: 2, to: later })).rejects.toThrow(/already/)
  await endBudget(db.pool, ADA, { id, seen: 2, to: new Date() })
  await setBudget(db.pool, ADA, {
    ...scope,
    rule: { ...rule(2), measure: 'duplicated-retries' },
    from,
  })
})

test('what has ended, begun later, or is another kind is refused with what to do', async () => {
  const { id } = await set(9, '2026-06-01')
  const falls = { kind: 'falls' as const, measure: 'flagged-patterns' as const }
  const change = (from: string, to: Parameters<typeof changeBudget>[2]['rule'] = rule(1)) =>
    changeBudget(db.pool, ADA, { id, seen: 1, rule: to, from: day(from) })
  await expect(change('2026-05-01')).rejects.toThrow(/begin on 2026-06-01/)
  await expect(change('2026-07-01', falls)).rejects.toThrow(/End it and set another/)
  await endBudget(db.pool, ADA, { id, seen: 1, to: day('2026-07-01') })
  await expect(change('2026-08-01')).rejects.toThrow(/has ended/)
  const nobody = idOf('none')
  expect(await endBudget(db.pool, ADA, { id: nobody, seen: 1, to: day('2026-07-01') })).toBe(
    undefined,
  )
})
