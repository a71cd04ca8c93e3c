import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { setBudget } from '@/lib/budgets/act'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { addScans, idOf } from '@/lib/trends/testing'
import { getEvents } from './get-events'
import { EVENTS_AT_MOST } from './types'

const db = await testDatabase()
const range = { from: new Date('2026-10-01'), to: new Date('2026-12-01') }
const events = async (filter = {}) =>
  (await getEvents(db.pool, { filter, ...range })).map(({ at, kind, text }) => [
    at.slice(0, 10),
    kind,
    text,
  ])

beforeEach(() => emptyDatabase(db.pool))

const at = (day: number) => `2026-11-0${day}T00:00:00Z`

async function versions(of: Record<number, string | null>, repository = 'one') {
  await addScans(
    db.pool,
    Object.keys(of).map((day) => ({ repository, at: at(Number(day)) })),
  )
  for (const [day, version] of Object.entries(of)) {
    await db.pool.query('UPDATE scan SET tool_version = $1 WHERE committed_at = $2', [
      version,
      at(Number(day)),
    ])
  }
}

test('a scan that tells no version of its tool is no event, nor hides the next one', async () => {
  await versions({ 1: '1.0', 2: null, 3: '1.0', 4: null, 5: '2.0' })
  expect(await events()).toEqual([['2026-11-05', 'tool', 'plumbline: from 1.0 to 2.0']])
})

test('what a tool was before the time that is asked for is known from its last scan that told it', async () => {
  await versions({ 1: '0.9', 2: '1.0', 3: null, 5: '2.0', 7: '3.0' })
  const from = new Date('2026-11-04T00:00:00Z')
  const to = new Date('2026-11-06T00:00:00Z')
  const told = await getEvents(db.pool, { filter: {}, from, to })
  expect(told.map(({ text }) => text)).toEqual(['plumbline: from 1.0 to 2.0'])
})

test('rules that come and go with a version are named', async () => {
  await versions({ 1: '1.0', 2: '2.0' })
  for (const [day, rules] of [
    [1, ['a', 'b']],
    [2, ['b', 'c', 'd']],
  ] as const) {
    await db.pool.query('UPDATE scan SET coverage = $1 WHERE committed_at = $2', [
      JSON.stringify({ extent: 'full', rules }),
      at(day),
    ])
  }
  expect(await events()).toEqual([
    ['2026-11-02', 'rules', 'plumbline: from 1.0 to 2.0, 2 rules added (c, d), 1 rule removed (a)'],
  ])
})

test('releases, reorganisations, notes, closed reviews and budgets, of whom they concern', async () => {
  await addScans(db.pool, [
    { repository: 'acme/one', at: at(1) },
    { repository: 'acme/two', at: at(1) },
  ])
  const release = (repository: string, name: string, when: string) =>
    db.pool.query(
      `INSERT INTO release (org_id, repository_id, name, commit, at, said_at)
       VALUES (1, $1, $2, 'c', $3, $3)`,
      [idOf('repository', repository), name, when],
    )
  await release('acme/one', 'v1', at(2))
  await release('acme/two', 'v7', at(3))
  await release('acme/two', 'old', '2026-01-01')
  await db.pool.query(
    `INSERT INTO service_team (org_id, id, from_key, from_name, to_name, reason, actor_name, valid_from)
     VALUES (1, $1, 'red', 'red', 'crimson', 'rename', 'Ada', $2)`,
    [randomUUID(), at(4)],
  )
  await db.pool.query(
    `INSERT INTO review_note (org_id, id, week, scope, measure, by, key, text, actor_name)
     VALUES (1, $1, '2026-W45', '', 'flagged-patterns', 'team', 'none', 'retries are on us', 'Bo')`,
    [randomUUID()],
  )
  await db.pool.query(
    `INSERT INTO review_closed (org_id, week, scope, actor_name, body, digest)
     VALUES (1, '2026-W45', '', 'Ada', '', '')`,
  )
  await setBudget(
    db.pool,
    { id: 'ada', name: 'Ada' },
    {
      by: 'team',
      key: idOf('team', 'red'),
      rule: { kind: 'falls', measure: 'flagged-patterns' },
      from: new Date(at(6)),
    },
  )
  expect(await events()).toEqual([
    ['2026-11-02', 'release', 'one v1 released'],
    ['2026-11-03', 'release', 'two v7 released'],
    ['2026-11-04', 'teams', 'rename: red to crimson'],
    [
      '2026-11-06',
      'budget',
      `budget begun, ${idOf('team', 'red')}: flagged patterns may only fall`,
    ],
    ['2026-11-08', 'note', 'Bo on 2026-W45: “retries are on us”'],
    ['2026-11-08', 'closed', 'review of 2026-W45 closed by Ada'],
  ])
  const two = idOf('repository', 'acme/two')
  expect(await events({ repository: two })).toEqual([
    ['2026-11-03', 'release', 'v7 released'],
    ['2026-11-04', 'teams', 'rename: red to crimson'],
  ])
  const [v7] = await getEvents(db.pool, { filter: { repository: two }, ...range })
  // Its instant, not its name, which may be that of a day.
  expect(v7?.href).toBe(
    `/review/compare?from=2026-11-03T00%3A00%3A00.000Z&to=2026-12-01T00%3A00%3A00.000Z&repository=${two}`,
  )
})

test('of each kind the newest are told, whatever there is of the others', async () => {
  const hours = Array.from({ length: 2 * EVENTS_AT_MOST + 20 }, (_, i) =>
    new Date(range.from.getTime() + (i + 1) * 3_600_000).toISOString(),
  )
  await addScans(
    db.pool,
    hours.map((hour, i) => ({
      ...{ repository: 'one', at: hour },
      coverage: { extent: 'full', rules: [`r${Math.max(0, i - EVENTS_AT_MOST - 10)}`] },
    })),
  )
  await db.pool.query(
    `UPDATE scan SET tool_version = least($1, extract(epoch FROM committed_at - $2) / 3600)::int::text`,
    [EVENTS_AT_MOST + 10, range.from],
  )
  const told = await events()
  for (const kind of ['tool', 'rules']) {
    expect(told.filter((event) => event[1] === kind)).toHaveLength(EVENTS_AT_MOST)
  }
})

test('notes and closings of other weeks push none out, and as many budgets as are told at most', async () => {
  await db.pool.query(
    `INSERT INTO review_note (org_id, id, week, scope, measure, by, key, text, actor_name)
     SELECT 1, gen_random_uuid(), week, '', 'flagged-patterns', 'team', 'none', 'so', 'Bo'
     FROM (VALUES ('2026-W45', 1), ('2026-W52', $1::int)) w (week, times), generate_series(1, times)`,
    [EVENTS_AT_MOST],
  )
  await db.pool.query(
    `INSERT INTO review_closed (org_id, week, scope, actor_name, body, digest)
     SELECT 1, week, '', 'Ada', '', '' FROM (
       SELECT '2026-W45' AS week UNION ALL
       SELECT format('%s-W%s', 2027 + n / 50, 10 + n % 40) FROM generate_series(0, $1) n) w
     ON CONFLICT DO NOTHING`,
    [2 * EVENTS_AT_MOST],
  )
  for (let i = 0; i <= EVENTS_AT_MOST; i++) {
    await setBudget(
      db.pool,
      { id: 'ada', name: 'Ada' },
      {
        ...{ by: 'team', key: idOf('team', String(i)) },
        rule: { kind: 'falls', measure: 'flagged-patterns' },
        from: new Date(range.from.getTime() + 1000 * (i + 1)),
      },
    )
  }
  const told = await getEvents(db.pool, { filter: {}, ...range })
  expect(told.filter(({ kind }) => kind === 'note')).toHaveLength(1)
  expect(told.filter(({ kind }) => kind === 'closed')).toHaveLength(1)
  const budgets = told.filter(({ kind }) => kind === 'budget')
  expect(budgets).toHaveLength(EVENTS_AT_MOST)
  expect(budgets[0]?.at).toBe(new Date(range.from.getTime() + 2000).toISOString())
})

test('rules in another order, or listed for the first time, are no step', async () => {
  await versions({ 1: '1.0', 2: '1.0', 3: '1.0' })
  for (const [day, rules] of [
    [1, null],
    [2, ['a', 'b']],
    [3, ['b', 'a']],
  ] as const) {
    await db.pool.query('UPDATE scan SET coverage = $1 WHERE committed_at = $2', [
      JSON.stringify({ extent: 'full', rules }),
      at(day),
    ])
  }
  expect(await events()).toEqual([])
})
