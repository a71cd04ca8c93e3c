import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { listFindings } from '@/lib/findings/list-findings'
import { NOTHING_WRONG, verifyKept } from '@/lib/standing/kept'
import { verifyStanding } from '@/lib/standing/verify'
import { performAct } from './acts/perform'
import { UndoError, undoAct } from './acts/undo'
import { getInbox } from './inbox/get-inbox'
import { getMeasures } from './measures/get-measures'
import { ANN, decisions, deed, scan, type TestSite } from './testing'
import { ACTS } from './types'

const { pool } = await testDatabase()

const sites = fc.uniqueArray(
  fc.record({
    path: fc.constantFrom('api/a.ts', 'api/b.ts', 'web/a.ts'),
    symbol: fc.constantFrom('load', 'save'),
    content: fc.constantFrom('p', 'q'),
    owner: fc.constantFrom(undefined, undefined, '@code'),
  }),
  { selector: ({ path, symbol }) => `${path} ${symbol}`, maxLength: 4 },
)
const history = fc.uniqueArray(fc.record({ daysAgo: fc.integer({ min: 0, max: 9 }), sites }), {
  selector: ({ daysAgo }) => daysAgo,
  minLength: 1,
  maxLength: 3,
})
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constantFrom(...ACTS),
      owner: fc.constantFrom('@a', '@b'),
      mask: fc.nat(15),
    }),
  },
  { weight: 1, arbitrary: fc.constant('undo' as const) },
  { weight: 1, arbitrary: fc.record({ daysAgo: fc.integer({ min: 0, max: 9 }), sites }) },
)

/** Every decision that stands at an instant, with how it stands. */
async function worldAt(at: Date): Promise<Record<string, string>> {
  const { rows } = await pool.query<{ id: string; how: string }>(
    `SELECT finding_id AS id, concat_ws(' ', state, status, owner, proposed_key) AS how FROM standing
     WHERE kind = 'decision' AND from_at <= $1 AND (to_at IS NULL OR to_at > $1)`,
    [at],
  )
  return Object.fromEntries(rows.map(({ id, how }) => [id, how]))
}

const now = async () =>
  (await pool.query<{ at: Date }>('SELECT clock_timestamp() AS at')).rows[0]?.at

test('what held at an instant goes on holding for it, whatever is decided later; undo restores', async () => {
  await fc.assert(
    fc.asyncProperty(history, fc.array(step, { maxLength: 8 }), async (past, steps) => {
      await emptyDatabase(pool)
      for (const each of past) await scan(pool, each)
      let seen: { at: Date; world: Record<string, string> }[] = []
      let undoable: { act: string; before: Record<string, string> } | undefined
      for (const each of steps) {
        const before = await worldAt(new Date())
        if (each === 'undo') {
          if (!undoable) continue
          await undoAct(pool, ANN, undoable.act)
          expect(await worldAt(new Date(Date.now() + 5))).toEqual(undoable.before)
          await expect(undoAct(pool, ANN, undoable.act)).rejects.toThrow(UndoError)
          undoable = undefined
        } else if ('sites' in each) {
          // Scans tell the past anew; what was decided is kept, what was counted then may differ.
          await scan(pool, each)
          seen = []
          undoable = undefined
        } else {
          const ids = [...(await decisions(pool)).values()]
            .sort()
            .filter((_, i) => each.mask & (1 << i))
          const until = each.act === 'accept' ? Date.now() + 86_400_000 : null
          const needs = ['own', 'propose', 'hand-on'].includes(each.act) ? each.owner : undefined
          const { act } = await performAct(pool, ANN, ids, deed(each.act, needs, { until }))
          undoable = act === undefined ? undoable : { act, before }
        }
        expect(await verifyStanding(pool)).toEqual([])
        expect(await verifyKept(pool)).toEqual(NOTHING_WRONG)
        const at = new Date(Date.now() + 2)
        seen.push({ at, world: await worldAt(at) })
        await new Promise((resolve) => setTimeout(resolve, 4))
      }
      for (const { at, world } of seen) {
        expect(await worldAt(at)).toEqual(world)
        const { total } = await listFindings(pool, {
          measure: 'unowned-decisions',
          at: at.toISOString(),
        })
        expect(total).toBe(Object.values(world).filter((how) => how.startsWith('open')).length)
        const inbox = await getInbox(pool, {}, at)
        expect([inbox.decisions, inbox.matching]).toEqual([total, total])
        expect(inbox.groups.reduce((sum, { count }) => sum + count, 0)).toBe(total)
        expect(inbox.groups.flatMap(({ findings }) => findings)).toHaveLength(total)
        const when = { from: new Date(0), to: at, now: at, timeZone: 'UTC', filter: {} }
        const { coverage, ages } = await getMeasures(pool, {
          ...when,
          from: new Date(at.getTime() - 1),
        })
        expect(coverage.open).toBe(total)
        expect(ages.reduce((sum, { count }) => sum + count, 0)).toBe(total)
      }
    }),
    { numRuns: 25 },
  )
})

const site: TestSite = { path: 'api/a.ts' }

test('time is the database’s: an act made now is after every entry, and as of now', async () => {
  await emptyDatabase(pool)
  await scan(pool, { daysAgo: 3, sites: [site] })
  const [id = ''] = (await decisions(pool)).values()
  const times = []
  for (const owner of ['@a', '@b', '@c']) {
    const { at } = await performAct(pool, ANN, [id], deed('own', owner, { expected: 1e9 }))
    times.push(at)
  }
  expect(times).toEqual([...new Set(times)].sort())
  expect(Math.abs(Number(await now()) - Date.parse(times[2] ?? ''))).toBeLessThan(5_000)
})
