import { beforeEach, describe, expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { getTrends, type TrendsQuery } from './get-trends'
import { addRules, addScans, addStanding, idOf } from './testing'

const db = await testDatabase()
const now = new Date('2026-11-19T12:00:00Z')
const ask = (query: Partial<TrendsQuery> = {}) =>
  getTrends(db.pool, {
    measure: 'flagged-patterns',
    by: 'service',
    filter: {},
    from: new Date('2026-10-26T00:00:00Z'),
    to: now,
    now,
    timeZone: 'UTC',
    ...query,
  })
const values = (points: { value: number | null }[]) => points.map(({ value }) => value)

beforeEach(async () => {
  await emptyDatabase(db.pool)
  await addRules(db.pool, [{ key: 'p' }, { key: 'd', kind: 'decision', decisionKind: 'caching' }])
})

/** Weeks 44 to 47 of 2026 begin on 26 October, 2, 9 and 16 November. */
describe('trends', () => {
  test('of nothing are gaps', async () => {
    const { series, total } = await ask()
    expect(series).toEqual([])
    expect(total).toEqual([
      { at: '2026-11-01T23:59:59.999Z', value: null, covered: 0, expected: 0 },
      { at: '2026-11-08T23:59:59.999Z', value: null, covered: 0, expected: 0 },
      { at: '2026-11-15T23:59:59.999Z', value: null, covered: 0, expected: 0 },
      { at: '2026-11-19T12:00:00.000Z', value: null, covered: 0, expected: 0, running: true },
    ])
  })

  test('count what stands at the end of each week, and leave a gap where no scan speaks', async () => {
    await addScans(db.pool, [
      { repository: 'a', at: '2026-10-28T10:00:00Z' },
      { repository: 'a', at: '2026-11-10T10:00:00Z', through: '2026-11-16T01:00:00Z' },
    ])
    await addStanding(db.pool, [
      { finding: 'x', repository: 'a', service: 'web', rule: 'p', from: '2026-10-28T10:00:00Z' },
      {
        finding: 'y',
        repository: 'a',
        service: 'web',
        rule: 'p',
        from: '2026-10-28T10:00:00Z',
        to: '2026-11-10T10:00:00Z',
      },
      { finding: 'z', repository: 'a', service: 'api', rule: 'p', from: '2026-11-10T10:00:00Z' },
      {
        finding: 'd',
        repository: 'a',
        service: 'api',
        rule: 'd',
        kind: 'decision',
        from: '2026-11-10T10:00:00Z',
      },
      {
        finding: 'o',
        repository: 'a',
        service: 'api',
        rule: 'p',
        state: 'accepted',
        from: '2026-11-10T10:00:00Z',
      },
    ])
    const { series, total } = await ask()
    expect(values(total)).toEqual([2, null, 2, 2])
    expect(total.map((point) => point.expected)).toEqual([1, 1, 1, 1])
    expect(series.map(({ label, points }) => [label, values(points)])).toEqual([
      ['api', [0, null, 1, 1]],
      ['web', [2, null, 1, 1]],
    ])
    expect(values((await ask({ measure: 'unowned-decisions' })).total)).toEqual([0, null, 1, 1])
    expect(values((await ask({ measure: 'duplicated-retries' })).total)).toEqual([
      null,
      null,
      null,
      null,
    ])
  })

  test('tell what a first scan or a new rule found from what grew, in all and by group', async () => {
    await addScans(db.pool, [
      { repository: 'a', at: '2026-10-27T00:00:00Z', through: '2026-11-18T00:00:00Z' },
      { repository: 'b', at: '2026-11-04T00:00:00Z', through: '2026-11-18T00:00:00Z' },
    ])
    const [first, later] = ['2026-11-04T00:00:00Z', '2026-11-10T10:00:00Z']
    const b = { repository: 'b', service: 'shop', team: 'core', rule: 'p' }
    await addStanding(db.pool, [
      { finding: 'x', repository: 'a', team: 'core', rule: 'p', from: '2026-10-27T00:00:00Z' },
      { ...b, finding: 'y', from: first, startReason: 'first-scan' },
      { ...b, finding: 'z', from: first, startReason: 'first-scan', to: later },
      { ...b, finding: 'v', from: later, startReason: 'rule-added' },
      { ...b, finding: 'w', from: later },
    ])
    const { total, still, series } = await ask({ by: 'team' })
    expect([values(total), still]).toEqual([
      [1, 3, 4, 4],
      [0, 2, 1, 0],
    ])
    expect(series.map((one) => one.still)).toEqual([[0, 2, 1, 0]])
    const byService = await ask({ filter: { repository: idOf('repository', 'a') } })
    expect(byService).not.toHaveProperty('still')
    expect(byService.series[0]).not.toHaveProperty('still')
  })

  test('of every group say whether it has none or nobody looked', async () => {
    await addScans(db.pool, [
      { repository: 'a', at: '2026-10-27T00:00:00Z', through: '2026-11-18T00:00:00Z' },
      { repository: 'b', at: '2026-10-27T00:00:00Z' },
    ])
    await addStanding(db.pool, [
      { finding: 'x', repository: 'a', service: 'web', rule: 'p', from: '2026-10-27T00:00:00Z' },
      { finding: 'y', repository: 'b', service: 'shop', rule: 'p', from: '2026-10-27T00:00:00Z' },
    ])
    const measure = 'unowned-decisions'
    expect((await ask({ measure })).series).toEqual([])
    const { series } = await ask({ measure, every: true })
    expect(series.map(({ label, points }) => [label, values(points)])).toEqual([
      ['shop', [0, null, null, null]],
      ['web', [0, 0, 0, 0]],
    ])
  })

  test('take the last millisecond of a week into it and the first of the next one not', async () => {
    await addScans(db.pool, [
      { repository: 'a', at: '2026-10-27T00:00:00Z', through: '2026-11-19T00:00:00Z' },
    ])
    await addStanding(db.pool, [
      {
        finding: 'last',
        repository: 'a',
        rule: 'p',
        from: '2026-11-08T23:59:59.999Z',
        to: '2026-11-09T00:00:00.000Z',
      },
      {
        finding: 'first',
        repository: 'a',
        rule: 'p',
        from: '2026-11-09T00:00:00.000Z',
        to: '2026-11-15T23:59:59.999Z',
      },
    ])
    expect(values((await ask()).total)).toEqual([0, 1, 0, 0])
  })

  test('carry an uncovered repository forward and say so; failed scans and branches cover nothing', async () => {
    await addScans(db.pool, [
      { repository: 'a', at: '2026-10-27T00:00:00Z', through: '2026-11-18T00:00:00Z' },
      { repository: 'b', at: '2026-10-27T00:00:00Z' },
      { repository: 'b', at: '2026-11-04T00:00:00Z', failed: true },
      { repository: 'b', at: '2026-11-11T00:00:00Z', branch: 'feature' },
    ])
    await addStanding(db.pool, [
      { finding: 'x', repository: 'a', rule: 'p', from: '2026-10-27T00:00:00Z' },
      { finding: 'y', repository: 'b', rule: 'p', from: '2026-10-27T00:00:00Z' },
    ])
    const { series, total } = await ask({ by: 'repository' })
    expect(values(total)).toEqual([2, 2, 2, 2])
    expect(total.map(({ covered, expected }) => [covered, expected])).toEqual([
      [2, 2],
      [1, 2],
      [1, 2],
      [1, 2],
    ])
    expect(series.map(({ label, points }) => [label, values(points)])).toEqual([
      ['a', [1, 1, 1, 1]],
      ['b', [1, null, null, null]],
    ])
  })

  test('by team follow the team as it was; none is a group of its own', async () => {
    await addScans(db.pool, [
      { repository: 'a', at: '2026-10-27T00:00:00Z', through: '2026-11-19T00:00:00Z' },
    ])
    await addStanding(db.pool, [
      {
        finding: 'x',
        version: 'x',
        repository: 'a',
        rule: 'p',
        team: 'red',
        from: '2026-10-27T00:00:00Z',
        to: '2026-11-10T00:00:00Z',
      },
      {
        finding: 'x',
        version: 'x',
        repository: 'a',
        rule: 'p',
        team: 'blue',
        from: '2026-11-10T00:00:00Z',
        samePresence: true,
      },
      { finding: 'y', repository: 'a', rule: 'p', from: '2026-10-27T00:00:00Z' },
    ])
    const { series } = await ask({ by: 'team' })
    expect(series.map(({ key, label, points }) => [key, label, values(points)])).toEqual([
      [idOf('team', 'blue'), 'blue', [0, 0, 1, 1]],
      ['none', 'No team', [1, 1, 1, 1]],
      [idOf('team', 'red'), 'red', [1, 1, 0, 0]],
    ])
    // Of another measure no team has nothing, which is known, and no gap.
    const other = await ask({ by: 'team', every: true, measure: 'unowned-decisions' })
    expect(other.series.find(({ key }) => key === 'none')).toMatchObject({ label: 'No team' })
    const top = await ask({ by: 'team', top: 1 })
    expect(top).toMatchObject({ series: series.slice(0, 1), more: 2 })
    expect(await ask({ by: 'team', top: 3 })).not.toHaveProperty('more')
    const red = await ask({ by: 'rule', filter: { team: idOf('team', 'red') } })
    expect(values(red.total)).toEqual([1, 1, 0, 0])
    expect(values((await ask({ filter: { team: 'none' } })).total)).toEqual([1, 1, 1, 1])
  })

  test('show a group the filter names even when it has nothing', async () => {
    await addScans(db.pool, [
      { repository: 'a', at: '2026-10-27T00:00:00Z', through: '2026-11-19T00:00:00Z' },
    ])
    const repository = idOf('repository', 'a')
    const { series } = await ask({ by: 'repository', filter: { repository } })
    expect(series.map(({ label, points }) => [label, values(points)])).toEqual([
      ['a', [0, 0, 0, 0]],
    ])
  })

  test('name each week as the organisation counts it, the running one too', async () => {
    const sunday = new Date('2026-11-23T01:00:00Z')
    const { weeks } = await ask({ timeZone: 'America/Los_Angeles', to: sunday, now: sunday })
    expect(weeks).toEqual(['2026-W43', '2026-W44', '2026-W45', '2026-W46', '2026-W47'])
  })

  test('never run past now', async () => {
    const { total } = await ask({ to: new Date('2027-01-01T00:00:00Z') })
    expect(total.at(-1)).toMatchObject({ at: now.toISOString(), running: true })
    const past = await ask({ to: new Date('2026-11-03T00:00:00Z') })
    expect(past.total.map(({ at, running }) => [at, running])).toEqual([
      ['2026-11-01T23:59:59.999Z', undefined],
      ['2026-11-08T23:59:59.999Z', undefined],
    ])
    expect(
      (await ask({ from: new Date('2028-01-01T00:00:00Z'), to: new Date('2028-02-01T00:00:00Z') }))
        .total,
    ).toEqual([])
  })
})
