import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { inTransaction } from '@/lib/db/database'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { TeamChanges } from '@/lib/services/reorganisation'
import { keepTeams } from '@/lib/services/team-turn'
import { NOTHING_WRONG, verifyKept } from '@/lib/standing/kept'
import { rebuildStanding } from '@/lib/standing/rebuild'
import { verifyStanding } from '@/lib/standing/verify'
import { getTrends } from '@/lib/trends/get-trends'
import { performAct } from '../acts/perform'
import { getDecision } from '../get-decision'
import { ANN, daysAgo, decisions, deed, onlyDecision, scan } from '../testing'
import { reorganise } from './reorganise'

const { pool } = await testDatabase()
beforeEach(() => emptyDatabase(pool))

const teams = { api: '@acme/red', web: '@acme/blue' }
const world = () =>
  scan(pool, { daysAgo: 10, sites: [{ path: 'api/a.ts' }, { path: 'web/a.ts' }], teams })

async function placesAt(at: Date): Promise<string[]> {
  const { rows } = await pool.query<{ place: string }>(
    `SELECT concat(e.name, ' ', t.name, ' ', s.owner) AS place FROM standing s
     JOIN service e ON e.id = s.service_id LEFT JOIN team t ON t.id = s.team_id
     WHERE s.from_at <= $1 AND (s.to_at IS NULL OR s.to_at > $1) ORDER BY 1`,
    [at],
  )
  return rows.map(({ place }) => place)
}

test('a rename holds from its day on; what was keeps its name; owners follow', async () => {
  await world()
  await performAct(pool, ANN, [...(await decisions(pool)).values()], deed('own', '@acme/red'))
  const before = new Date(Date.now() + 1)
  await new Promise((resolve) => setTimeout(resolve, 5))
  const change = { kind: 'rename', from: '@acme/red', to: '@acme/crimson' } as const
  const preview = await reorganise(pool, ANN, { change, preview: true })
  expect(preview.moves).toEqual([
    {
      from: '@acme/red',
      to: '@acme/crimson',
      decisions: 1,
      findings: 1,
      owned: 2,
      services: ['api'],
    },
  ])
  const still = ['api @acme/red @acme/red', 'web @acme/blue @acme/red']
  expect(await placesAt(new Date())).toEqual(still)
  await reorganise(pool, ANN, { change, expected: preview.stamp })
  expect(await placesAt(new Date(Date.now() + 1))).toEqual([
    'api @acme/crimson @acme/crimson',
    'web @acme/blue @acme/crimson',
  ])
  expect(await placesAt(before)).toEqual(still)
  expect(await placesAt(daysAgo(5))).toEqual(['api @acme/red ', 'web @acme/blue '])
  expect(await verifyStanding(pool)).toEqual([])
  expect(await verifyKept(pool)).toEqual(NOTHING_WRONG)
  await expect(reorganise(pool, ANN, { change, expected: preview.stamp })).rejects.toThrow(
    'since the preview',
  )
  await expect(reorganise(pool, ANN, { change })).rejects.toThrow(
    '@acme/red is @acme/crimson since',
  )
})

test('a team that a scan never named has a chart: renamed, merged into, or given a service', async () => {
  await scan(pool, {
    daysAgo: 0,
    sites: [{ path: 'api/a.ts' }, { path: 'web/a.ts' }, { path: 'jobs/a.ts' }],
    teams: { ...teams, jobs: '@acme/green' },
  })
  const rename = (from: string, to: string) =>
    reorganise(pool, ANN, { change: { kind: 'rename', from, to } })
  await rename('@acme/red', '@acme/crimson')
  await rename('@acme/crimson', '@acme/scarlet')
  await reorganise(pool, ANN, {
    change: { kind: 'merge', from: ['@acme/blue'], to: '@acme/scarlet' },
  })
  await pool.query(
    `INSERT INTO service_team (org_id, id, service, to_name, reason, actor_name, valid_from)
     VALUES (1, gen_random_uuid(), 'jobs', '@acme/jobs', 'give', 'Ann', now())`,
  )
  const { rows } = await pool.query<{ id: string; name: string }>('SELECT id, name FROM repository')
  for (const repository of rows) {
    await inTransaction(pool, (client) => rebuildStanding(client, repository, null))
  }
  const now = new Date(Date.now() + 1)
  const { series } = await getTrends(pool, {
    ...{ measure: 'unowned-decisions', by: 'team', filter: {}, timeZone: 'UTC' },
    ...{ from: daysAgo(0), to: now, now },
  })
  expect(series.map(({ label, points }) => [label, points.at(-1)?.value])).toEqual([
    ['@acme/scarlet', 2],
    ['@acme/jobs', 1],
  ])
})

test('a team split: its services go where they are given, the rest stays', async () => {
  await scan(pool, {
    daysAgo: 10,
    sites: [{ path: 'api/a.ts' }, { path: 'web/a.ts' }],
    teams: { api: '@acme/red', web: '@acme/red' },
  })
  const { rows } = await pool.query<{ id: string }>("SELECT id FROM service WHERE name = 'web'")
  const services = [rows[0]?.id ?? '']
  const change = {
    kind: 'split',
    from: '@acme/red',
    parts: [{ to: '@acme/web', services }],
  } as const
  await reorganise(pool, ANN, { change: { ...change, parts: [{ to: '@acme/web', services }] } })
  expect(await placesAt(new Date(Date.now() + 1))).toEqual(['api @acme/red ', 'web @acme/web '])
  const twice = [...services, ...services]
  await expect(
    reorganise(pool, ANN, { change: { ...change, parts: [{ to: '@x', services: twice }] } }),
  ).rejects.toThrow('given twice')
  expect(await verifyStanding(pool)).toEqual([])
  expect(await verifyKept(pool)).toEqual(NOTHING_WRONG)
})

test('no circles: a name that is gone is not used again, except for going back', async () => {
  await world()
  const rename = (from: string, to: string) =>
    reorganise(pool, ANN, { change: { kind: 'rename', from, to } })
  await rename('@acme/red', '@acme/crimson')
  await expect(rename('@acme/blue', '@acme/red')).rejects.toThrow('choose another name')
  await expect(rename('@acme/blue', '@ACME/Blue')).rejects.toThrow('changes nothing')
  await expect(rename('@acme/none', '@acme/red')).rejects.toThrow('is not known')
  await rename('@acme/crimson', '@acme/red')
  expect(await placesAt(new Date(Date.now() + 1))).toEqual(['api @acme/red ', 'web @acme/blue '])
  await rename('@acme/red', '@acme/crimson')
  expect(await placesAt(new Date(Date.now() + 1))).toEqual([
    'api @acme/crimson ',
    'web @acme/blue ',
  ])
  expect(await verifyStanding(pool)).toEqual([])
  expect(await verifyKept(pool)).toEqual(NOTHING_WRONG)
})

test('what a dissolved team owns stays owned, and asks to be confirmed', async () => {
  await scan(pool, { daysAgo: 10, sites: [{ path: 'api/a.ts' }], teams })
  const id = await onlyDecision(pool)
  await performAct(pool, ANN, [id], deed('own', '@acme/red'))
  await reorganise(pool, ANN, { change: { kind: 'dissolve', from: '@acme/red' } })
  const decision = await getDecision(pool, id, new Date(Date.now() + 1))
  expect(decision?.standing).toMatchObject({ status: 'owned', owner: { name: '@acme/red' } })
  expect(decision?.decay).toMatchObject([{ kind: 'team-dissolved' }])
  expect(await placesAt(new Date(Date.now() + 1))).toEqual(['api  @acme/red'])
  const audit = await pool.query("SELECT action FROM audit WHERE subject_kind = 'team'")
  expect(audit.rows).toEqual([{ action: 'team.dissolve' }])
})

test('whatever stands in the table, following it ends', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd')
  const change = fc.record({
    service: fc.constantFrom(null, 'api'),
    fromKey: fc.option(name),
    to: fc.option(name),
    from: fc.nat(5),
    until: fc.option(fc.nat(9)),
    reason: fc.constant('rename'),
  })
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), fc.nat(9), (changes, t) => {
      const followed = new TeamChanges(changes).teamOf('a', 'api', t)
      expect([null, 'a', 'b', 'c', 'd']).toContain(followed)
    }),
  )
})

test('a reorganisation waits for a scan that is being applied, and then moves its findings too', async () => {
  await world()
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    // As a scan begins to be applied: it has read the teams and not yet written its findings.
    await keepTeams(client)
    const change = { kind: 'rename', from: '@acme/red', to: '@acme/crimson' } as const
    const reorganising = reorganise(pool, ANN, { change })
    const waiting = `SELECT count(*)::int AS n FROM pg_locks l JOIN pg_database d ON d.oid = l.database
      WHERE l.locktype = 'advisory' AND NOT l.granted AND d.datname = current_database()`
    await expect.poll(async () => (await pool.query(waiting)).rows[0].n).toBe(1)
    expect(await placesAt(new Date())).toEqual(['api @acme/red ', 'web @acme/blue '])
    await client.query('COMMIT')
    await reorganising
    expect(await placesAt(new Date(Date.now() + 1))).toEqual([
      'api @acme/crimson ',
      'web @acme/blue ',
    ])
  } finally {
    client.release()
  }
})
