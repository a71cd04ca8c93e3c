import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { filters, instants, RULES, worlds } from '@/lib/findings/worlds.fixture'
import { NOTHING_WRONG, verifyKept } from '@/lib/standing/kept'
import { groupBy } from '@/lib/trends/group-by'
import { addRules, addStanding, idOf, type TestStanding } from '@/lib/trends/testing'
import type { Filter } from '@/lib/trends/types'
import { getInbox } from './get-inbox'

const { pool } = await testDatabase()

type World = readonly TestStanding[]

function isHeld(row: TestStanding, at: string, filter: Filter): boolean {
  const stands = row.from <= at && (row.to == null || row.to > at)
  const { repository, service, team, rule, decisionKind } = filter
  return (
    stands &&
    row.kind === 'decision' &&
    row.state === 'open' &&
    (repository === undefined || repository === idOf('repository', row.repository)) &&
    (service === undefined || service === idOf('service', row.repository, row.service ?? '')) &&
    (team === undefined || team === (row.team == null ? 'none' : idOf('team', row.team))) &&
    (rule === undefined || rule === idOf('rule', row.rule)) &&
    (decisionKind === undefined || decisionKind === row.decisionKind)
  )
}

/** Since when the finding of a row was first there, or its line where that is known. */
const begun = (world: World, row: TestStanding) =>
  row.introducedAt ??
  world
    .filter(({ finding }) => finding === row.finding)
    .map(({ from }) => from)
    .sort()[0] ??
  row.from

/** The line of every third finding is a hundred days older than what is known of it here. */
const withOldLines = (row: TestStanding): TestStanding =>
  Number(row.finding.slice(1)) % 3 === 0
    ? { ...row, introducedAt: new Date(Date.parse(row.from) - 100 * 86_400_000).toISOString() }
    : row

const ages = fc.constantFrom(undefined, '0-7' as const, '8-30' as const, '90+' as const)
const BANDS = { '0-7': [0, 7], '8-30': [8, 30], '90+': [91, Infinity] } as const

function isOfAge(world: World, row: TestStanding, at: string, age: keyof typeof BANDS | undefined) {
  const days = Math.floor((Date.parse(at) - Date.parse(begun(world, row))) / 86_400_000)
  return age === undefined || (days >= BANDS[age][0] && days <= BANDS[age][1])
}

/** What the inbox must say, added up one decision after the other. */
function expected(world: World, at: string, filter: Filter, age?: keyof typeof BANDS) {
  const open = world.filter((row) => isHeld(row, at, filter) && isOfAge(world, row, at, age))
  const keyOf = (row: TestStanding) =>
    [row.repository, row.service, row.decisionKind, String(row.data), row.path].join()
  return [...groupBy(open, keyOf).values()].map((own) => ({
    decisionKind: own[0]?.decisionKind,
    shape: (own[0]?.data as { shape?: string } | undefined)?.shape ?? '',
    directory: (own[0]?.path ?? '').replace(/[^/]*$/, ''),
    count: own.length,
    introduced: own.map((row) => begun(world, row)).sort()[0],
    findings: own.map(({ finding }) => idOf('finding', finding)).sort(),
  }))
}

const sorted = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).sort()

test('groups are what their decisions add up to, at any instant, through every page', async () => {
  const sorts = fc.constantFrom('count' as const, 'age' as const)
  await fc.assert(
    fc.asyncProperty(worlds, instants, filters, sorts, ages, async (all, at, filter, sort, age) => {
      const world = all.map((row) => ({
        ...withOldLines(row),
        path: `${row.path?.[0]}/${row.finding}.ts`,
      }))
      await emptyDatabase(pool)
      await addRules(pool, RULES)
      await addStanding(pool, world)
      expect(await verifyKept(pool)).toEqual(NOTHING_WRONG)
      const groups: object[] = []
      const order: [number, string][] = []
      let cursor: string | undefined
      let totals: object = {}
      do {
        const page = await getInbox(pool, { ...filter, age, sort, limit: 3, cursor }, new Date(at))
        for (const { decisionKind, shape, directory, count, oldest, findings } of page.groups) {
          const { introduced } = oldest
          order.push([count, introduced])
          groups.push({
            ...{ decisionKind, shape, directory, count, introduced, findings: findings.sort() },
          })
        }
        const { decisions, matching, totalGroups } = page
        totals = { decisions, matching, totalGroups }
        cursor = page.next
      } while (cursor)
      const inFolders = world.map((row) => ({ ...row, path: row.path?.replace(/[^/]*$/, '') }))
      const all_ = expected(inFolders, at, filter, age)
      expect(sorted(groups)).toEqual(sorted(all_))
      const sum = (rows: typeof all_) => rows.reduce((n, { count }) => n + count, 0)
      expect(totals).toEqual({
        decisions: sum(expected(inFolders, at, filter)),
        matching: sum(all_),
        totalGroups: all_.length,
      })
      const by = (a: [number, string], b: [number, string]) =>
        sort === 'count' ? b[0] - a[0] : a[1] < b[1] ? -1 : Number(a[1] > b[1])
      expect(order).toEqual([...order].sort(by))
    }),
    { numRuns: 60 },
  )
})
