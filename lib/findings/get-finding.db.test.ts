import { beforeEach, expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { parseMarkdown } from '@/lib/format/markdown'
import { followScans } from '@/lib/questions/follow-scans'
import { callee, caller, flowScan, ingestAndJoin } from '@/lib/retry-paths/testing'
import { addCommits, addRules, addScans, addStanding, idOf } from '@/lib/trends/testing'
import { getFinding } from './get-finding'

const db = await testDatabase()

beforeEach(async () => {
  await emptyDatabase(db.pool)
  await addRules(db.pool, [{ key: 'retry/path', kind: 'retry-path' }])
  await addScans(db.pool, [{ repository: 'shop', at: '2026-11-02T00:00:00Z' }])
  await addCommits(db.pool, [
    { sha: 'abc', repository: 'shop', subject: 'retry', grade: 'trailer', tool: 'Claude' },
  ])
  const finding = {
    finding: 'x',
    repository: 'shop',
    service: 'web',
    rule: 'retry/path',
    kind: 'retry-path',
  }
  await addStanding(db.pool, [
    {
      ...finding,
      from: '2026-11-02T00:00:00Z',
      to: '2026-11-09T00:00:00Z',
      endReason: 'moved',
      path: 'old.ts',
      commit: 'abc',
    },
    {
      ...finding,
      from: '2026-11-09T00:00:00Z',
      to: '2026-11-12T00:00:00Z',
      startReason: 'moved',
      path: 'new.ts',
      attempts: Number.POSITIVE_INFINITY,
      data: {
        arithmetic: 'unbounded × 3',
        layers: [
          { kind: 'loop', attempts: 'unbounded', region: { startLine: 3 } },
          { kind: 'wrapper', mechanism: 'p-retry', attempts: 3 },
          'junk',
        ],
        flow: [{ path: 'new.ts', line: 3, message: 'entry' }, { path: 'http.ts' }],
      },
    },
  ])
})

const id = idOf('finding', 'x')

test('a finding as it was at an instant', async () => {
  const then = await getFinding(db.pool, id, '2026-11-05T00:00:00.000Z')
  expect(then).toMatchObject({
    at: '2026-11-05T00:00:00.000Z',
    present: true,
    path: 'old.ts',
    attempts: 'unknown',
    help: 'help',
    introducedBy: {
      sha: 'abc',
      subject: 'retry',
      assistance: { grade: 'trailer', tool: 'Claude' },
    },
    service: { name: 'web' },
    repository: { name: 'shop' },
    since: '2026-11-02T00:00:00.000Z',
  })
  expect(then).not.toHaveProperty('layers')
})

test('gone: as it last was, with its life from the first form to the last', async () => {
  const gone = await getFinding(db.pool, id)
  expect(gone).toMatchObject({
    present: false,
    path: 'new.ts',
    attempts: 'unbounded',
    arithmetic: 'unbounded × 3',
    since: '2026-11-02T00:00:00.000Z',
    layers: [
      { kind: 'loop', attempts: 'unbounded', line: 3 },
      { kind: 'wrapper', mechanism: 'p-retry', attempts: 3 },
    ],
    flow: [{ path: 'new.ts', line: 3, message: 'entry' }, { path: 'http.ts' }],
  })
  expect(
    gone?.life.map((row) => [row.path, row.from, row.to, row.startReason, row.endReason]),
  ).toEqual([
    ['old.ts', '2026-11-02T00:00:00.000Z', '2026-11-09T00:00:00.000Z', 'introduced', 'moved'],
    ['new.ts', '2026-11-09T00:00:00.000Z', '2026-11-12T00:00:00.000Z', 'moved', 'gone'],
  ])
})

test('before it came: as it first was; unknown: nothing', async () => {
  const before = await getFinding(db.pool, id, '2026-01-01T00:00:00Z')
  expect(before).toMatchObject({ present: false, path: 'old.ts' })
  expect(await getFinding(db.pool, idOf('finding', 'other'))).toBeNull()
  expect(await getFinding(db.pool, 'not-an-id')).toBeNull()
})

test('gone: between the scan that saw it last and the one that no longer did, of its own stream', async () => {
  await addScans(db.pool, [
    { repository: 'shop', at: '2026-11-10T00:00:00Z' },
    { repository: 'shop', at: '2026-11-11T00:00:00Z', failed: true },
    { repository: 'shop', at: '2026-11-11T00:00:00Z', tool: 'other' },
    { repository: 'shop', at: '2026-11-12T00:00:00Z' },
  ])
  const life = (await getFinding(db.pool, id))?.life ?? []
  expect(life.map(({ wentBetween }) => wentBetween)).toEqual([
    undefined,
    {
      seen: expect.stringContaining('2026-11-10'),
      gone: expect.stringContaining('2026-11-12'),
    },
  ])
})

test('a scan that did not look there is none that saw it last, one that saw it by chance is', async () => {
  const elsewhere = { extent: 'paths' as const, paths: ['docs/**'], rules: null }
  const there = { ...elsewhere, paths: ['*.ts'] }
  const between = async () => {
    const life = (await getFinding(db.pool, id))?.life ?? []
    return life.at(-1)?.wentBetween?.seen.slice(0, 10)
  }
  await addScans(db.pool, [
    { repository: 'shop', at: '2026-11-09T00:00:00Z' },
    { repository: 'shop', at: '2026-11-10T00:00:00Z', coverage: elsewhere },
    { repository: 'shop', at: '2026-11-12T00:00:00Z' },
  ])
  expect(await between()).toBe('2026-11-09')
  await addScans(db.pool, [{ repository: 'shop', at: '2026-11-09T12:00:00Z', coverage: there }])
  await db.pool.query(
    "UPDATE scan SET commit = 'in its folder' WHERE committed_at = '2026-11-09T12:00:00Z'",
  )
  expect(await between()).toBe('in its fol')
  await db.pool.query(
    `INSERT INTO sighting (org_id, scan_id, version_id)
     SELECT 1, c.id, p.version_id FROM scan c, presence p
     WHERE c.committed_at = '2026-11-10' AND p.end_reason = 'gone'`,
  )
  expect(await between()).toBe('2026-11-10')
})

test('a path between services says what to do instead, also where an older version stored its rule', async () => {
  await emptyDatabase(db.pool)
  const day = (n: number) => Date.UTC(2026, 4, n)
  const orders = flowScan('acme/orders', day(2), [callee([4])])
  await ingestAndJoin(db.pool, flowScan('acme/shop', day(1), [caller([3])]), orders)
  const { rows } = await db.pool.query(
    "SELECT finding_id AS id FROM standing WHERE kind = 'retry-path'",
  )
  await db.pool.query("UPDATE rule SET help = NULL WHERE kind = 'retry-path'")
  // As the worker does at its start.
  await followScans(db.pool, true)
  const help = parseMarkdown((await getFinding(db.pool, rows[0].id))?.help ?? '')
  const languages = help.flatMap((block) => (block.kind === 'code' ? block.language : []))
  expect(languages).toEqual(['ts', 'python', 'java', 'go'])
  for (const block of help) {
    if (block.kind === 'code') expect(block.text).toMatch(/^(\/\/|#) bad: [\s\S]+^(\/\/|#) good: /m)
  }
})
