import { beforeEach, describe, expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { listFindings } from '@/lib/findings/list-findings'
import { addCommits, addRules, addScans, addStanding, idOf } from '@/lib/trends/testing'
import { getReview } from './get-review'
import type { Review, ReviewMeasure } from './types'

const db = await testDatabase()
const now = new Date('2026-11-19T12:00:00Z')
const ask = (query: Partial<Parameters<typeof getReview>[1]> = {}) =>
  getReview(db.pool, { filter: {}, now, ...query })
const lead = (review: Review) => review.lead.map(({ text }) => text).join('')

beforeEach(async () => {
  await emptyDatabase(db.pool)
  await addRules(db.pool, [
    { key: 'SwallowedError' },
    { key: 'caching', kind: 'decision', decisionKind: 'caching' },
    { key: 'retry-path', kind: 'retry-path' },
  ])
})

const decision = { rule: 'caching', kind: 'decision', decisionKind: 'caching' }

describe('review', () => {
  test('of an empty database says so', async () => {
    const review = await ask()
    expect(review).toMatchObject({
      empty: true,
      week: { id: '2026-W47', running: true },
      movers: [],
    })
    expect(lead(review)).toBe('Nothing has been scanned yet.')
  })

  test('opens at the newest week known and tells what its first scan found as stock', async () => {
    await addScans(db.pool, [
      { repository: 'shop', at: '2026-08-22T08:00:00Z', through: '2026-08-22T20:00:00Z' },
    ])
    await addStanding(db.pool, [
      {
        ...decision,
        finding: 'a',
        repository: 'shop',
        from: '2026-08-22T08:00:00Z',
        startReason: 'first-scan',
      },
      {
        finding: 'b',
        repository: 'shop',
        rule: 'SwallowedError',
        from: '2026-08-22T08:00:00Z',
        startReason: 'first-scan',
      },
    ])
    const review = await ask()
    expect(review.week).toEqual({
      id: '2026-W34',
      from: '2026-08-17T00:00:00.000Z',
      to: '2026-08-23T23:59:59.999Z',
      at: '2026-08-23T23:59:59.999Z',
      since: '2026-08-16T23:59:59.999Z',
      running: false,
      previous: '2026-W33',
      next: '2026-W35',
    })
    expect(lead(review)).toBe(
      'First scan of shop: 1 unowned decision, 0 duplicated retry paths and 1 flagged pattern stand. Change is counted from here on.',
    )
    const there = ({ causes: { coverage } }: ReviewMeasure) => coverage.appeared
    expect(review.measures.map((m) => [m.value, m.change, there(m)])).toEqual([
      [1, null, 1],
      [0, null, 0],
      [1, null, 1],
    ])
    expect(review.movers).toEqual([])
    expect(review.coverage).toEqual({ repositories: 1, fresh: 1, stale: [], pending: 0 })
    const later = await ask({ week: '2026-W47' })
    expect(lead(later)).toBe('No scan speaks for week 47; the newest that is known is week 34.')
    expect(later.coverage.stale).toMatchObject([
      { name: 'shop', lastKnownAt: '2026-08-22T20:00:00.000Z' },
    ])
    expect(lead(await ask({ week: '2026-W10' }))).toBe(
      'Nothing was scanned yet in week 10; the first scan is of week 34.',
    )
    expect(lead(await ask({ filter: { team: idOf('team', 'x') } }))).toBe(
      'Nothing that was scanned fits this filter.',
    )
  })

  test('names service, kind, commit and evidence, and each link holds what it says', async () => {
    await addScans(db.pool, [
      { repository: 'shop', at: '2026-10-01T08:00:00Z', through: '2026-11-18T00:00:00Z' },
    ])
    await addCommits(db.pool, [
      {
        repository: 'shop',
        sha: '1a60425000',
        subject: 'cache prices',
        grade: 'trailer',
        tool: 'Claude',
      },
      { repository: 'shop', sha: '2b00000000', subject: 'cache more' },
    ])
    const row = { ...decision, repository: 'shop', service: 'billing', team: '@pay' }
    const early = '2026-10-01T08:00:00Z'
    await addStanding(db.pool, [
      { ...row, finding: 'old', from: early, startReason: 'first-scan' },
      { ...row, finding: '1', from: '2026-11-11T08:00:00Z', commit: '1a60425000' },
      { ...row, finding: '2', from: '2026-11-11T08:00:00Z', commit: '1a60425000' },
      { ...row, finding: '3', from: '2026-11-12T08:00:00Z', commit: '2b00000000' },
      {
        finding: 'p',
        repository: 'shop',
        service: 'web',
        rule: 'SwallowedError',
        from: early,
        to: '2026-11-12T08:00:00Z',
      },
    ])
    const review = await ask({ week: '2026-W46' })
    expect(lead(review)).toBe(
      'Unowned decisions grew by 3 to 4, all of it in billing: 3 caching decisions added, most by 1a60425 “cache prices” (AI-assisted by Claude, its trailer says). ' +
        'Flagged patterns fell by 1 to 0.',
    )
    expect(review.movers.map(({ by, label, change, value }) => [by, label, change, value])).toEqual(
      [
        ['service', 'billing', 3, 4],
        ['team', '@pay', 3, 4],
        ['service', 'web', -1, 0],
        ['team', 'No team', -1, 0],
      ],
    )
    expect(review.measures[0]).toMatchObject({
      value: 4,
      change: 3,
      appeared: 3,
      gone: 0,
      causes: { drift: { appeared: 3, gone: 0 }, coverage: { appeared: 0, gone: 0 } },
      note: 'caching 4',
    })
    const links = [...review.lead, ...review.movers.flatMap(({ why }) => why)].filter(
      (part) => part.href,
    )
    expect(links.length).toBeGreaterThan(4)
    for (const { text, href } of links) {
      const query = Object.fromEntries(new URL(href ?? '', 'http://x').searchParams)
      const { total } = await listFindings(db.pool, { at: '', ...query })
      const said = Number(/^\d+/.exec(text)?.[0] ?? total)
      expect([text, total]).toEqual([text, said])
    }
    expect(await ask({ week: '2026-W47' }).then(lead)).toBe(
      'Nothing changed so far this week: 4 unowned decisions, 0 duplicated retry paths and 0 flagged patterns stand. The newest commit is of 1 Oct 2026; nothing has been committed since, as far as known on 18 Nov 2026.',
    )
  })

  test('a week that only a fetch speaks for says of when the newest commit is', async () => {
    const old = { at: '2026-08-21T08:00:00Z', through: '2026-11-19T10:00:00Z' }
    await addScans(db.pool, [{ repository: 'shop', ...old }])
    const quiet = async () => lead(await ask({ week: '2026-W46' })).split(' stand.')[1]
    const newest = 'was then of 21 Aug 2026'
    expect(await quiet()).toBe(` The newest commit ${newest}; nothing had been committed since.`)
    // Of the other nobody knows whether it had one.
    await addScans(db.pool, [{ repository: 'bills', at: '2026-08-03T08:00:00Z' }])
    expect(await quiet()).toBe(` The newest scanned commit ${newest}.`)
    await addScans(db.pool, [{ repository: 'bills', at: '2026-11-10T08:00:00Z' }])
    expect(await quiet()).toBe('')
  })

  test('tells owners given and lost, moves, rules added and removed from changes of the code', async () => {
    await addScans(db.pool, [
      { repository: 'shop', at: '2026-10-01T08:00:00Z', through: '2026-11-18T00:00:00Z' },
    ])
    const early = '2026-10-01T08:00:00Z'
    const mid = '2026-11-11T08:00:00Z'
    const row = { ...decision, repository: 'shop', service: 'web' }
    const same = { samePresence: true }
    await addStanding(db.pool, [
      { ...row, finding: 'given', version: 'given', from: early, to: mid },
      { ...row, finding: 'given', version: 'given', from: mid, state: 'owned', ...same },
      { ...row, finding: 'lost', version: 'lost', from: early, to: mid, state: 'owned' },
      { ...row, finding: 'lost', version: 'lost', from: mid, ...same },
      { ...row, finding: 'lost2', version: 'lost2', from: early, to: mid, state: 'owned' },
      { ...row, finding: 'lost2', version: 'lost2', from: mid, ...same },
      { ...row, finding: 'moves', version: 'moves', from: early, to: mid },
      { ...row, finding: 'moves', version: 'moves', from: mid, service: 'api', ...same },
      { ...row, finding: 'ruled', from: mid, startReason: 'rule-added' },
      { ...row, finding: 'edited', from: early, to: mid, endReason: 'moved' },
      { ...row, finding: 'edited', from: mid, startReason: 'moved' },
    ])
    const review = await ask({ week: '2026-W46' })
    expect(review.measures[0]).toMatchObject({
      value: 5,
      change: 2,
      appeared: 3,
      gone: 1,
      causes: { drift: { appeared: 2, gone: 1 }, coverage: { appeared: 1, gone: 0 } },
    })
    expect(
      review.movers
        .filter(({ by }) => by === 'service')
        .map(({ label, change, why }) => [label, change, why.map((p) => p.text).join('')]),
    ).toEqual([
      [
        'web',
        1,
        '2 lost their owners; 1 given an owner; 1 went to another service or team; 1 found by a rule that is new, in code that may be old',
      ],
    ])
    expect(lead(review)).toBe(
      'Unowned decisions grew by 1, besides 1 that stood there before they were looked for, to 5, all of it in web: 2 lost their owners; 1 given an owner; 1 went to another service or team; 1 found by a rule that is new, in code that may be old. 1 finding only changed service or team.',
    )
  })

  test('a retry path is put down to the commit that changed it this week, never to an older line of it', async () => {
    await addScans(db.pool, [
      { repository: 'shop', at: '2026-10-01T08:00:00Z', through: '2026-11-18T00:00:00Z' },
      { repository: 'shop', at: '2026-11-11T08:00:00Z' },
    ])
    await addCommits(db.pool, [
      { repository: 'shop', sha: '01d0000000', subject: 'call it' },
      { repository: 'shop', sha: 'fee0000000', subject: 'queue it' },
    ])
    await db.pool.query(
      `UPDATE commit SET committed_at = CASE sha WHEN '01d0000000' THEN timestamptz '2026-01-08'
         ELSE timestamptz '2026-11-10' END`,
    )
    const row = { repository: 'shop', rule: 'retry-path', kind: 'retry-path', attempts: 15 }
    const from = '2026-11-11T08:00:00Z'
    await addStanding(db.pool, [
      { ...row, finding: 'x', version: 'x', from, commit: '01d0000000' },
      { ...row, finding: 'y', version: 'y', from, commit: '01d0000000' },
    ])
    const why = async () => lead(await ask({ week: '2026-W46' }))
    expect(await why()).toContain('2 duplicated retry paths added (up to 15 attempts).')
    const { rows } = await db.pool.query(
      "SELECT id FROM scan WHERE committed_at = '2026-11-11 08:00Z'",
    )
    for (const version of ['x', 'y']) {
      await db.pool.query(
        `INSERT INTO path_change (org_id, version_id, scan_id, nth, sha) VALUES (1, $1, $2, 0, 'fee0000000')`,
        [idOf('version', version), rows[0]?.id],
      )
    }
    expect(await why()).toContain('added (up to 15 attempts), by fee0000 “queue it”.')
  })

  test('refuses weeks that are none or have not begun', async () => {
    await expect(ask({ week: '2025-W53' })).rejects.toThrow(RangeError)
    await expect(ask({ week: '2026-W48' })).rejects.toThrow('has not begun')
  })
})
