import { expect, test } from 'vitest'
import { inTransaction } from '@/lib/db/database'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { rebuildStanding } from '@/lib/standing/rebuild'
import { performAct } from '../acts/perform'
import { resolveTarget } from '../acts/resolve-target'
import { getMeasures } from '../measures/get-measures'
import { ANN, deed, scan } from '../testing'
import { FINDINGS_SHOWN } from '../types'
import { getInbox } from './get-inbox'

const { pool } = await testDatabase()

const MANY = 5_000

/** Copies of the one decision that a real scan made, over ten folders. */
async function multiply(): Promise<void> {
  await emptyDatabase(pool)
  const documents = [{ path: 'CODEOWNERS', text: '* @all\n/d1/ @one\n/d2/ @two\n' }]
  await scan(pool, { daysAgo: 30, sites: [{ path: 'a.ts' }], documents })
  const id = (table: string) => `md5('${table}' || n)::uuid`
  for (const sql of [
    `INSERT INTO version SELECT (r).* FROM (SELECT jsonb_populate_record(v, jsonb_build_object(
       'id', ${id('v')}, 'path', 'd' || n % 10 || '/f' || n || '.ts')) r
     FROM version v, generate_series(1, ${MANY}) n) x`,
    `INSERT INTO presence SELECT (r).* FROM (SELECT jsonb_populate_record(p, jsonb_build_object(
       'version_id', ${id('v')}, 'finding_id', ${id('v')})) r
     FROM presence p, generate_series(1, ${MANY}) n) x`,
  ]) {
    await pool.query(sql)
  }
  const { rows } = await pool.query<{ id: string; name: string }>('SELECT id, name FROM repository')
  for (const repository of rows) {
    await inTransaction(pool, (client) => rebuildStanding(client, repository, null))
  }
  await pool.query('ANALYZE')
}

test('of many nothing is dropped silently: whole numbers beside capped lists and pages', async () => {
  await multiply()
  const at = new Date()
  const inbox = await getInbox(pool, { limit: 10 }, at)
  expect(inbox).toMatchObject({ decisions: MANY + 1, matching: MANY + 1, totalGroups: 11 })
  expect(inbox.groups[0]).toMatchObject({ count: 500 })
  expect(inbox.groups[0]?.findings).toHaveLength(FINDINGS_SHOWN)
  const next = await getInbox(pool, { limit: 10, cursor: inbox.next }, at)
  expect(next.groups.map(({ count }) => count)).toEqual([1])
  expect(next.next).toBeUndefined()
  expect(await getInbox(pool, { candidate: '@one' }, at)).toMatchObject({ matching: MANY / 10 })
  const when = { from: new Date(at.getTime() - 6e9), to: at, now: at, timeZone: 'UTC', filter: {} }
  expect((await getMeasures(pool, when)).coverage.open).toBe(MANY + 1)
  const [group] = inbox.groups
  const ids = await resolveTarget(pool, { group: { key: group?.key ?? '' } }, at)
  const act = await performAct(pool, ANN, ids, deed('own', '@one'))
  expect(act.assigned).toBe(500)
})
