import { beforeEach, expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { redescribeStanding } from '@/lib/standing/redescribe'
import { performAct } from '../acts/perform'
import { resolveTarget } from '../acts/resolve-target'
import { getDecision } from '../get-decision'
import { getMeasures } from '../measures/get-measures'
import { ANN, daysAgo, decisions, deed, onlyDecision, scan } from '../testing'
import { getInbox } from './get-inbox'

/** Ages are asked for as of this instant, from which scans count their days. */
const TODAY = daysAgo(0)

const { pool } = await testDatabase()
beforeEach(() => emptyDatabase(pool))

const documents = [
  { path: '.github/CODEOWNERS', text: '*  @acme/all\n/api/pay/ @acme/billing @ann # money\n' },
  {
    path: 'web/catalog-info.yaml',
    text: 'kind: Component\nmetadata:\n  name: web\nspec:\n  owner: group:default/front\n',
  },
]
const sites = [
  { path: 'api/pay/a.ts' },
  { path: 'api/pay/b.ts' },
  { path: 'api/pay/c.ts', shape: 'memo' },
  { path: 'web/a.ts', decisionKind: 'retry' },
]
const times = (now: Date) => ({ from: daysAgo(9), to: now, now, timeZone: 'UTC', filter: {} })
const world = () =>
  scan(pool, { daysAgo: 40, sites, documents, teams: { api: '@acme/api', web: '@acme/web' } })

test('alike decisions go together, with whom to suggest, by which line and how sure', async () => {
  await world()
  const inbox = await getInbox(pool, {}, TODAY)
  expect(inbox).toMatchObject({ decisions: 4, matching: 4, totalGroups: 3, oldest: { days: 40 } })
  expect(inbox.groups[0]).toMatchObject({
    service: { name: 'api' },
    team: { name: '@acme/api' },
    decisionKind: 'caching',
    shape: 'get or load',
    directory: 'api/pay/',
    count: 2,
    oldest: { days: 40, band: '31-90', daysLeft: 14 },
    suggestion: {
      owner: { kind: 'team', name: '@acme/billing' },
      others: [{ kind: 'person', name: '@ann' }],
      source: 'codeowners',
      where: '.github/CODEOWNERS:2',
      line: 2,
      confidence: 'sure',
      agrees: 2,
      differs: 0,
    },
  })
  expect(inbox.groups.find(({ service }) => service.name === 'web')?.suggestion).toMatchObject({
    owner: { name: '@acme/all' },
    confidence: 'weak',
  })
})

test('the time to decide begins when the repository becomes known here, and no earlier than the decision', async () => {
  await world()
  const at = TODAY
  const known = (days: number) =>
    pool.query('UPDATE repository SET created_at = $1', [daysAgo(days)])
  const [id = ''] = (await decisions(pool)).values()
  const left = async () => {
    const [group] = (await getInbox(pool, { decisionKind: 'caching' }, at)).groups
    const { overdue } = (await getMeasures(pool, times(at))).targets.find(
      (target) => target.decisionKind === 'caching',
    ) ?? { overdue: null }
    const age = (await getDecision(pool, id, at))?.age
    expect(age?.daysLeft).toBe(group?.oldest.daysLeft)
    return [group?.oldest.daysLeft, age?.knownAt !== undefined, overdue]
  }
  expect(await left()).toEqual([14, true, 0])
  await known(14)
  expect(await left()).toEqual([0, true, 0])
  await known(15)
  expect(await left()).toEqual([-1, true, 3])
  await known(60)
  expect(await left()).toEqual([-26, false, 3])
})

test('as of a time before the scan there is nothing, and suggestions are of their time', async () => {
  await world()
  await scan(pool, { daysAgo: 5, sites, documents: [] })
  expect(await getInbox(pool, {}, new Date(Date.now() - 50 * 86_400_000))).toMatchObject({
    decisions: 0,
    groups: [],
  })
  const before = await getInbox(pool, {}, new Date(Date.now() - 20 * 86_400_000))
  expect(before.groups[0]?.suggestion?.source).toBe('codeowners')
  const after = await getInbox(pool, {}, new Date())
  expect(after.groups[0]?.suggestion).toMatchObject({
    source: 'introduced',
    owner: { name: 'Ada' },
  })
})

test('filters narrow; pages cover every group once', async () => {
  await world()
  const at = TODAY
  const of = async (query: Parameters<typeof getInbox>[1]) =>
    (await getInbox(pool, query, at)).matching
  expect(await of({ candidate: '@ACME/billing' })).toBe(3)
  expect(await of({ candidate: 'none' })).toBe(0)
  expect(await of({ age: '31-90' })).toBe(4)
  expect(await of({ age: '0-7' })).toBe(0)
  expect(await of({ decisionKind: 'retry' })).toBe(1)
  expect(await of({ status: 'rejected' })).toBe(0)
  for (const sort of ['count', 'age'] as const) {
    const keys: string[] = []
    let cursor: string | undefined
    do {
      const page = await getInbox(pool, { sort, limit: 1, cursor }, at)
      keys.push(...page.groups.map(({ key }) => key))
      cursor = page.next
    } while (cursor)
    expect(new Set(keys).size).toBe(3)
    expect(keys).toHaveLength(3)
  }
})

test('an act on a group is about the decisions that it holds now', async () => {
  await world()
  const { groups, stamp } = await getInbox(pool, {}, new Date())
  const [group] = groups
  const target = { group: { key: group?.key ?? '' } }
  const findings = await resolveTarget(pool, target, new Date())
  expect(findings.sort()).toEqual([...(group?.findings ?? [])].sort())
  await performAct(pool, ANN, findings, deed('own', '@acme/billing', { expected: stamp }))
  expect(await resolveTarget(pool, target, new Date())).toEqual([])
  expect(await getInbox(pool, {}, new Date())).toMatchObject({ decisions: 2, totalGroups: 2 })
  const bad = { group: { key: 'bm90IG91cnM' } }
  await expect(resolveTarget(pool, bad, new Date())).rejects.toThrow(
    'not one that this server gave',
  )
})

test('rejected ones stay in the inbox, marked; accepted ones leave it', async () => {
  await world()
  const ids = [...(await decisions(pool)).values()]
  await performAct(pool, ANN, ids.slice(0, 1), deed('reject', undefined, { reason: 'must go' }))
  const until = Date.now() + 1e9
  await performAct(pool, ANN, ids.slice(1, 2), deed('accept', undefined, { until, reason: 'ok' }))
  const inbox = await getInbox(pool, {}, new Date())
  expect(inbox.decisions).toBe(3)
  expect(inbox.groups.reduce((sum, { rejected }) => sum + rejected, 0)).toBe(1)
  expect(await getInbox(pool, { status: 'rejected' }, new Date())).toMatchObject({ matching: 1 })
})

test('what only a first scan has seen is at least that old; a commit that is known says how old', async () => {
  const site = { path: 'api/a.ts' }
  await scan(pool, { daysAgo: 20, sites: [{ ...site, undated: true }] })
  const id = await onlyDecision(pool)
  const seen = await getDecision(pool, id, TODAY)
  expect(seen).toMatchObject({ firstSeen: 'first-scan', age: { days: 20, atLeast: true } })
  const bound = { oldest: { days: 20, atLeast: true } }
  expect(await getInbox(pool, {}, TODAY)).toMatchObject({ ...bound, groups: [bound] })
  const times = { from: daysAgo(9), to: TODAY, now: TODAY, timeZone: 'UTC', filter: {} }
  const { byTeam } = await getMeasures(pool, times)
  expect(byTeam).toMatchObject([bound])

  await pool.query('UPDATE version SET introduced_by = $1, introduced_at = $2', [
    'c'.repeat(40),
    daysAgo(50),
  ])
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM version')
  await redescribeStanding(
    pool,
    rows.map((version) => version.id),
  )
  const known = await getDecision(pool, id, TODAY)
  expect(known?.age).toMatchObject({ days: 50, atLeast: false, band: '31-90' })
  expect(known).not.toHaveProperty('firstSeen')
  expect(await getInbox(pool, { age: '31-90' }, TODAY)).toMatchObject({
    matching: 1,
    oldest: { days: 50, atLeast: false },
  })
  await performAct(pool, ANN, [id], deed('own', '@a'))
  const { timeToOwnership } = await getMeasures(pool, { ...times, to: new Date(), now: new Date() })
  expect(timeToOwnership).toMatchObject({ decisions: 1, atLeast: false })
  // An act is of its own instant, which may lie beyond a midnight.
  expect([50, 51]).toContain(Math.floor(timeToOwnership.medianDays ?? 0))
  // Its repository has become known here in this test, as targets count.
  expect(Math.floor(timeToOwnership.sinceKnown.medianDays ?? 9)).toBeLessThanOrEqual(1)
  const waited = async (knownAt: Date) => {
    await pool.query('UPDATE repository SET created_at = $1', [knownAt])
    const told = await getMeasures(pool, { ...times, to: new Date(), now: new Date() })
    return Math.floor(told.timeToOwnership.sinceKnown.p90Days ?? 0)
  }
  expect([7, 8]).toContain(await waited(daysAgo(7)))
  expect([50, 51]).toContain(await waited(daysAgo(300)))
  // What had its owner before it was known here waited since it was introduced.
  expect([50, 51]).toContain(await waited(new Date(Date.now() + 60_000)))
})

test('what began between two scans is as old as it was first seen', async () => {
  await scan(pool, { daysAgo: 20, sites: [{ path: 'api/b.ts' }] })
  await scan(pool, { daysAgo: 5, sites: [{ path: 'api/a.ts', undated: true }] })
  const decision = await getDecision(pool, await onlyDecision(pool), TODAY)
  expect(decision?.age).toMatchObject({ days: 5, atLeast: false })
})
