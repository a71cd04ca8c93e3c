import { beforeEach, expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { removeScan } from '@/lib/ingest/remove-scan'
import { reorganise } from '@/lib/ownership/teams/reorganise'
import { LOCAL_PERSON } from '@/lib/people/principal'
import type { ScanContent } from '@/lib/sarif/content'
import { changeTeams } from '@/lib/services/team-turn'
import { NOTHING_WRONG, verifyKept } from '@/lib/standing/kept'
import { rebuildStanding } from '@/lib/standing/rebuild'
import { verifyStanding } from '@/lib/standing/verify'
import { joinFlows } from './join'
import { callee, caller, day, flowScan, ingestAndJoin, joinedPaths } from './testing'
import { verifyJoin } from './verify'

const db = await testDatabase()
beforeEach(() => emptyDatabase(db.pool))

const apply = (...scans: ScanContent[]) => ingestAndJoin(db.pool, ...scans)
const joined = () => joinedPaths(db.pool)

test('joined paths follow a team that is renamed, in every repository they pass', async () => {
  const of = (name: string) => ({ services: [{ name, paths: ['src/**'], team: 'red' }] })
  await apply(
    flowScan('acme/shop', day(0), [caller([3])], of('shop')),
    flowScan('acme/orders', day(1), [callee([4])], of('orders')),
  )
  const change = { kind: 'rename', from: 'red', to: 'crimson' } as const
  await reorganise(db.pool, LOCAL_PERSON, { change })
  await joinFlows(db.pool)
  const { rows: parts } = await db.pool.query(
    `SELECT r.name, p.team FROM flow_part p JOIN repository r ON r.id = p.repository_id
     WHERE p.to_at IS NULL ORDER BY r.name`,
  )
  expect(parts).toEqual([
    { name: 'acme/orders', team: 'crimson' },
    { name: 'acme/shop', team: 'crimson' },
  ])
  const { rows: paths } = await db.pool.query(
    `SELECT t.name FROM standing s JOIN team t ON t.id = s.team_id
     WHERE s.kind = 'retry-path' AND s.to_at IS NULL`,
  )
  expect(paths).toEqual([{ name: 'crimson' }])
  expect(await verifyJoin(db.pool)).toEqual([])
  expect(await verifyStanding(db.pool)).toEqual([])
  expect(await verifyKept(db.pool)).toEqual(NOTHING_WRONG)
})

test('of a path that a reorganisation places anew while a join forgets it, nothing is left to count', async () => {
  await apply(flowScan('shop', day(1), [caller([3, 2])]), flowScan('orders', day(2), [callee([2])]))
  expect(await joined()).not.toEqual([])
  const { rows: scans } = await db.pool.query<{ id: string }>(
    'SELECT id FROM scan WHERE committed_at = $1',
    [new Date(day(2))],
  )
  await removeScan(db.pool, LOCAL_PERSON, scans[0]?.id ?? '')
  const client = await db.pool.connect()
  try {
    await client.query('BEGIN')
    await changeTeams(client)
    const { rows } = await client.query<{ id: string; name: string; versions: string[] }>(
      `SELECT r.id, r.name, array_agg(DISTINCT s.version_id) AS versions FROM standing s
       JOIN repository r ON r.id = s.repository_id GROUP BY 1, 2`,
    )
    for (const { versions, ...repository } of rows) {
      await rebuildStanding(client, repository, versions)
    }
    const joining = joinFlows(db.pool)
    const waiting = `SELECT count(*)::int AS n FROM pg_locks l
      JOIN pg_stat_activity a ON a.pid = l.pid
      WHERE NOT l.granted AND a.datname = current_database()`
    await expect.poll(async () => (await db.pool.query(waiting)).rows[0].n).toBe(1)
    await client.query('COMMIT')
    expect(await joining).toBe(true)
  } finally {
    client.release(true)
  }
  const left = await db.pool.query("SELECT version_id FROM standing WHERE kind = 'retry-path'")
  expect(left.rows).toEqual([])
  expect(await verifyJoin(db.pool)).toEqual([])
  expect(await verifyKept(db.pool)).toEqual(NOTHING_WRONG)
})
