import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Client, inTransaction, ORG } from '@/lib/db/database'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { RULES, worlds } from '@/lib/findings/worlds.fixture'
import { addRules, addStanding, idOf } from '@/lib/trends/testing'
import { NOTHING_WRONG, rebuildKept, verifyKept } from './kept'
import { redescribeStanding, regradeStanding } from './redescribe'
import { addToSums, rebuildSums, verifySums } from './sums'
import { setTimeZone, UnknownTimeZone } from './time-zone'
import { verifyBeside } from './verify'
import { replaceStanding, type StandingRow } from './write'

const db = await testDatabase()

async function build(world: Parameters<typeof addStanding>[1]): Promise<void> {
  await emptyDatabase(db.pool)
  await addRules(db.pool, RULES)
  await addStanding(db.pool, world)
  // Versions of a repository are found by its streams.
  await db.pool.query(
    `INSERT INTO stream (org_id, id, repository_id, branch, tool, category)
     SELECT DISTINCT org_id, stream_id, repository_id, 'main', 'plumbline', stream_id::text
     FROM standing`,
  )
}

async function rowsOf(version: string): Promise<StandingRow[]> {
  const { rows } = await db.pool.query<StandingRow>(
    `SELECT version_id AS version, from_at AS from, to_at AS to, finding_id AS finding,
       repository_id AS repository, stream_id AS stream, service_id AS service, team_id AS team,
       rule_id AS rule, kind, decision_kind AS "decisionKind", state, attempts
     FROM standing WHERE org_id = $1 AND version_id = $2`,
    [ORG, version],
  )
  return rows
}

const change = fc.record({
  at: fc.nat(),
  how: fc.constantFrom(
    ...['remove', 'own', 'end', 'team', 'earlier', 'stream', 'repository', 'described', 'graded'],
  ),
})
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never

/** What ingest, acts, reorganisations and deletes do to rows that stand. */
async function make({ at, how }: Change): Promise<void> {
  const { rows } = await db.pool.query<{ id: string; finding: string }>(
    'SELECT DISTINCT version_id AS id, finding_id AS finding FROM standing ORDER BY 1',
  )
  const one = rows[at % Math.max(1, rows.length)]
  if (!one) return
  const old = await rowsOf(one.id)
  const to = { versions: [one.id] }
  const [first] = old
  if (how === 'remove' || !first) return replaceStanding(db.pool, to, [])
  if (how === 'stream') return replaceStanding(db.pool, { stream: first.stream }, [])
  if (how === 'repository') {
    const scope = { repository: first.repository, exceptTool: 'none of them' }
    return replaceStanding(db.pool, scope, old)
  }
  if (how === 'described') {
    const data = { shape: `shape ${at % 2}` }
    await db.pool.query(
      `UPDATE version SET data = $2, introduced_at = '2026-10-01', introduced_by = 'abc' WHERE id = $1`,
      [one.id, data],
    )
    return redescribeStanding(db.pool, [one.id])
  }
  if (how === 'graded') {
    await db.pool.query(
      `INSERT INTO commit (org_id, repository_id, sha, author, committed_at, assistance_grade)
       VALUES ($1, $2, 'abc', $3, '2026-10-01', 'trailer') ON CONFLICT DO NOTHING`,
      [ORG, first.repository, ['Ada', 'renovate[bot]', '', null][at % 4]],
    )
    return regradeStanding(db.pool, first.repository, ['abc'])
  }
  if (how === 'earlier') {
    await db.pool.query(
      `UPDATE presence SET from_at = from_at - interval '40 days' WHERE version_id = $1`,
      [one.id],
    )
  }
  const news = old.map((row) => ({
    ...row,
    ...(how === 'own' ? { state: 'owned' } : {}),
    ...(how === 'end' ? { to: new Date(row.from.getTime() + 8 * 86_400_000) } : {}),
    ...(how === 'team' ? { team: row.team === null ? idOf('team', 'red') : null } : {}),
  }))
  await replaceStanding(db.pool, to, news)
}

test('what is kept over rows says what they say, whatever was written in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, fc.array(change, { maxLength: 12 }), async (world, changes) => {
      await build(world)
      for (const one of changes) await make(one)
      expect(await verifyKept(db.pool)).toEqual(NOTHING_WRONG)
      expect(await verifyBeside(db.pool)).toBe(0)
      await rebuildKept(db.pool)
      expect(await verifyKept(db.pool)).toEqual(NOTHING_WRONG)
    }),
    { numRuns: 25 },
  )
})

const row = {
  ...{ repository: 'one', rule: 'pattern/a', from: '2026-11-03T00:00:00Z', team: 'red' },
}

test('a sum that is wrong, missing or too many is seen', async () => {
  await build([{ ...row, finding: 'a' }])
  for (const wrong of [
    `UPDATE standing_sum SET count = count + 1 WHERE slice = 'team' AND period = 'lasts'`,
    `UPDATE standing_sum SET weeks[2] = weeks[2] + 1 WHERE slice = 'team' AND period <> 'lasts'`,
    `DELETE FROM standing_sum WHERE slice = 'place'`,
    `INSERT INTO standing_sum SELECT org_id, slice, repository_id, service_id, team_id, rule_id,
       kind, decision_kind, 'accepted', period, part, 1 FROM standing_sum`,
  ]) {
    await db.pool.query(wrong)
    expect(await verifySums(db.pool)).toBeGreaterThan(0)
    await rebuildSums(db.pool)
    expect(await verifySums(db.pool)).toBe(0)
  }
})

test('another time zone counts weeks anew by itself; the same one changes nothing', async () => {
  // Sunday evening in UTC is Monday in Berlin.
  await build([{ ...row, finding: 'a', from: '2026-11-01T23:30:00Z' }])
  const weeks = async () => {
    const { rows } = await db.pool.query<{ period: string }>(
      `SELECT DISTINCT concat(period, weeks) AS period FROM standing_sum
       WHERE slice = 'team' AND count > 0 ORDER BY 1`,
    )
    return rows.map(({ period }) => period)
  }
  const before = await weeks()
  expect(await setTimeZone(db.pool, 'Europe/Berlin')).toBe(true)
  expect(await verifySums(db.pool)).toBe(0)
  expect(await weeks()).not.toEqual(before)
  expect(await setTimeZone(db.pool, 'Europe/Berlin')).toBe(false)
  for (const none of ['Nowhere/Here', '+02:00']) {
    await expect(setTimeZone(db.pool, none)).rejects.toThrow(UnknownTimeZone)
  }
  expect(await verifySums(db.pool)).toBe(0)
  expect(await setTimeZone(db.pool, 'UTC')).toBe(true)
  expect(await weeks()).toEqual(before)
})

test('transactions that change the same sum wait for nobody, and add up', async () => {
  await build([{ ...row, finding: 'a' }])
  const [a] = await rowsOf(idOf('version', `a ${row.from}`))
  if (!a) throw new Error('nothing stands')
  const copy = async (version: string) => {
    await db.pool.query(
      `INSERT INTO version (org_id, id, stream_id, rule_id, path, message, level, description)
       SELECT org_id, $1, stream_id, rule_id, path, message, level, description FROM version
       WHERE id = $2`,
      [version, a.version],
    )
    return { ...a, version, finding: version }
  }
  const [b, c] = [await copy(idOf('b')), await copy(idOf('c'))]
  await inTransaction(db.pool, async (one) => {
    await replaceStanding(one, { versions: [] }, [b])
    await inTransaction(db.pool, async (other) => {
      await other.query(`SET LOCAL lock_timeout = '1s'`)
      await replaceStanding(other, { versions: [a.version] }, [c])
    })
  })
  expect(await verifySums(db.pool)).toBe(0)
  await replaceStanding(db.pool, { versions: [b.version, c.version] }, [])
  expect(await verifySums(db.pool)).toBe(0)
})

/** Rows of a table that statements of this transaction have looked at. */
async function lookedAt(client: Client, table: string): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    `SELECT (seq_tup_read + coalesce(idx_tup_fetch, 0))::int AS n
     FROM pg_stat_xact_user_tables WHERE relname = $1`,
    [table],
  )
  return rows[0]?.n ?? 0
}

test.each([
  { statistics: 'none', of: 0 },
  { statistics: 'of one cell of each kind', of: 1 },
  { statistics: 'of 150 rules', of: 150 },
])('a cell is found without looking at others, with statistics $statistics', async ({ of }) => {
  await emptyDatabase(db.pool)
  const rules = 400
  const at = new Date('2026-05-04T00:00:00Z')
  const each = Array.from({ length: rules }, (_, i) => ({
    ...{ repository: idOf('repository', 'shop'), service: idOf('service', 'web'), team: null },
    ...{ rule: idOf('rule', String(i)), kind: 'pattern', decisionKind: null, state: 'open' },
    ...{ grade: null, began: at, from: at, to: null, count: 1 },
  }))
  await addToSums(db.pool, each.slice(0, of))
  if (of > 0) await db.pool.query('ANALYZE standing_sum')
  await inTransaction(db.pool, async (client) => {
    await addToSums(client, each)
    const before = await lookedAt(client, 'standing_sum')
    await addToSums(client, each)
    // Five cells of each rule are found and updated.
    expect((await lookedAt(client, 'standing_sum')) - before).toBeLessThan(rules * 5 * 4)
  })
  const { rows } = await db.pool.query('SELECT sum(count)::int AS n FROM standing_sum')
  // Each row is counted in thirteen cells: five of its own rule's, eight over all rules.
  expect(rows).toEqual([{ n: 13 * (2 * rules + of) }])
})
