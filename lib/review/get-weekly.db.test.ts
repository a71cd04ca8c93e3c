import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { testDatabase } from '@/lib/db/testing'
import { listFindings } from '@/lib/findings/list-findings'
import { REASON_OF } from '@/lib/findings/queries/reasons'
import { CAUSES, type Cause } from '@/lib/findings/types'
import { REPOSITORIES, RULES, worlds } from '@/lib/findings/worlds.fixture'
import { addRules, addScans, addStanding, clearWorld, idOf } from '@/lib/trends/testing'
import type { Filter } from '@/lib/trends/types'
import { getWeekly } from './get-weekly'
import type { Causes, Explained } from './types'

const db = await testDatabase()
const now = new Date('2026-11-25T09:00:00Z')
const seen = { at: '2026-10-01T00:00:00Z', through: '2026-12-31T00:00:00Z' }

beforeEach(() => clearWorld(db.pool))

const filters: fc.Arbitrary<Filter> = fc.record(
  {
    repository: fc.constantFrom(...REPOSITORIES).map((name) => idOf('repository', name)),
    service: fc.constant(idOf('service', 'one', 'web')),
    team: fc.constantFrom('none', idOf('team', 'red')),
  },
  { requiredKeys: [] },
)

const reasons = fc.array(
  fc.tuple(
    fc.constantFrom('introduced', 'first-scan', 'rule-added', 'reopened', 'moved'),
    fc.constantFrom('gone', 'rule-removed', 'moved'),
  ),
  { minLength: 20, maxLength: 20 },
)

/** Parts of changes, put together by what stands behind them. */
function causesOf(parts: Explained['parts']): Causes {
  const sum = (cause: Cause, change: string) =>
    parts.reduce((total, { part, findings }) => {
      const told = part === 'moved' ? undefined : REASON_OF[part]
      return told?.cause === cause && told.change === change ? total + findings : total
    }, 0)
  return Object.fromEntries(
    CAUSES.map((cause) => [cause, { appeared: sum(cause, 'appeared'), gone: sum(cause, 'gone') }]),
  ) as Causes
}

test('the parts of every change add up to it, and each is exactly its list', async () => {
  const weeks = fc.constantFrom('2026-W45', '2026-W46', '2026-W47', '2026-W48')
  await fc.assert(
    fc.asyncProperty(worlds, reasons, weeks, filters, async (world, why, week, filter) => {
      await clearWorld(db.pool)
      await addRules(db.pool, RULES)
      await addScans(
        db.pool,
        REPOSITORIES.map((repository) => ({ repository, ...seen })),
      )
      const told = world.map((row, i) => {
        const [startReason, endReason] = why[i % why.length] ?? []
        return { ...row, startReason, endReason }
      })
      await addStanding(db.pool, told)
      const page = await getWeekly(db.pool, { week, filter, now })
      const { at, since } = page.week
      const size = async (query: object) =>
        (await listFindings(db.pool, { ...filter, at, limit: 1, ...query })).total
      expect(page.explained).toHaveLength(page.measures.filter((m) => m.change !== null).length)
      for (const { measure, from, to, parts } of page.explained) {
        expect(from).toBe(await size({ measure, at: since }))
        expect(to).toBe(await size({ measure }))
        expect(from + parts.reduce((sum, { change }) => sum + change, 0)).toBe(to)
        for (const { part, findings, change } of parts) {
          expect([part, await size({ measure, since, part })]).toEqual([part, findings])
          expect(Math.abs(change)).toBe(part === 'moved' ? 0 : findings)
        }
      }
      for (const { measure, parts } of page.explained) {
        const { causes } = page.measures.find((m) => m.measure === measure) ?? {}
        expect([measure, causes]).toEqual([measure, causesOf(parts)])
      }
      expect(page.totals.causes).toEqual(
        page.explained.length === 3
          ? causesOf(page.explained.flatMap(({ parts }) => parts))
          : page.totals.causes,
      )
      const net = page.explained.reduce((sum, { from, to }) => sum + to - from, 0)
      if (page.explained.length === 3) expect(page.totals.net).toBe(net)
    }),
    { numRuns: 15 },
  )
})

test('a service outside of its own limits is an exception with all four slots', async () => {
  await addRules(db.pool, RULES)
  await addScans(db.pool, [{ repository: 'one', ...seen, at: '2026-07-01T00:00:00Z' }])
  const row = { repository: 'one', rule: 'pattern/a', kind: 'pattern' } as const
  await addStanding(db.pool, [
    { ...row, finding: 'old', service: 'web', team: 'red', from: '2026-07-02T00:00:00Z' },
    { ...row, finding: 'api', service: 'api', from: '2026-07-02T00:00:00Z' },
    ...['a', 'b', 'c'].map((finding) => ({
      ...{ ...row, finding, service: 'web', team: 'red', from: '2026-11-18T00:00:00Z' },
    })),
  ])
  const { exceptions } = await getWeekly(db.pool, { week: '2026-W47', filter: {}, now })
  expect(exceptions).toMatchObject({ total: 1, reviewed: 0, normal: { services: 1 } })
  expect(exceptions.shown[0]).toMatchObject({
    label: 'web',
    drift: 3,
    value: 4,
    signal: { kind: 'above' },
    who: { owner: { name: 'red' } },
    details: { findings: 3, assistance: [{ grade: 'unknown', count: 3 }] },
  })
})

test('a service that went to another team, or whose file did, is no drift of either team', async () => {
  await addRules(db.pool, RULES)
  await addScans(db.pool, [{ repository: 'one', ...seen, at: '2026-07-01T00:00:00Z' }])
  const row = { repository: 'one', rule: 'pattern/a', kind: 'pattern' } as const
  const [early, left] = ['2026-07-02T00:00:00Z', '2026-10-20T00:00:00Z']
  await addStanding(db.pool, [
    { ...row, finding: 'stays', service: 'api', team: 'red', from: early },
    { ...row, finding: 'a', version: 'a', service: 'web', team: 'red', from: early, to: left },
    {
      ...row,
      finding: 'a',
      version: 'a',
      service: 'web',
      team: 'blue',
      from: left,
      samePresence: true,
    },
    {
      ...row,
      finding: 'b',
      service: 'web',
      team: 'red',
      from: early,
      to: left,
      endReason: 'moved',
    },
    { ...row, finding: 'b', service: 'job', team: 'blue', from: left, startReason: 'moved' },
    { ...row, finding: 'new', service: 'api', team: 'red', from: '2026-11-18T00:00:00Z' },
  ])
  for (const filter of [{}, { team: idOf('team', 'red') }]) {
    const page = await getWeekly(db.pool, { week: '2026-W47', filter, now })
    const red = page.exceptions.shown.find(({ by, label }) => by === 'team' && label === 'red')
    const api = page.exceptions.shown.find(({ by, label }) => by === 'service' && label === 'api')
    expect((red ?? api)?.drift).toBe(1)
    expect((red ?? api)?.history.filter((drift) => drift !== 0 && drift !== null)).toEqual([1])
    const week = await getWeekly(db.pool, { week: '2026-W43', filter, now })
    expect(week.exceptions).toMatchObject({ total: 0, normal: { changed: [] } })
    expect(week.movers).toEqual([])
    expect(week.credit).toEqual([])
  }
})

test('with seven known weeks before nothing is called a signal, and that is said', async () => {
  await addRules(db.pool, RULES)
  await addScans(db.pool, [{ repository: 'one', ...seen, at: '2026-10-06T00:00:00Z' }])
  const row = { repository: 'one', rule: 'pattern/a', kind: 'pattern' } as const
  await addStanding(db.pool, [{ ...row, finding: 'a', from: '2026-11-18T00:00:00Z' }])
  const { exceptions } = await getWeekly(db.pool, { week: '2026-W47', filter: {}, now })
  expect(exceptions).toMatchObject({ total: 0, young: { services: 1 }, normal: { services: 0 } })
  expect(exceptions.young.changed).toMatchObject([{ change: 1 }, { change: 1 }])
})

test('the first week ever, a week without any scan, and a 53rd week are pages', async () => {
  await addRules(db.pool, RULES)
  await addScans(db.pool, [{ repository: 'one', at: '2026-11-18T00:00:00Z' }])
  const row = { repository: 'one', rule: 'pattern/a', kind: 'pattern', startReason: 'first-scan' }
  await addStanding(db.pool, [
    { ...row, kind: 'pattern', finding: 'a', from: '2026-11-18T00:00:00Z' },
  ])
  const page = (week: string) => getWeekly(db.pool, { week, filter: {}, now })
  expect(await page('2026-W47')).toMatchObject({ explained: [], exceptions: { total: 0 } })
  expect(await page('2026-W46')).toMatchObject({ explained: [], exceptions: { total: 0 } })
  expect((await page('2020-W53')).week.id).toBe('2020-W53')
})
