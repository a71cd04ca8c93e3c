import { beforeEach, expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { getFinding } from '@/lib/findings/get-finding'
import { listFacets } from '@/lib/findings/list-facets'
import { listFindings } from '@/lib/findings/list-findings'
import { addCommits, addRules, addScans, addStanding, idOf } from '@/lib/trends/testing'
import { getReview } from './get-review'

const db = await testDatabase()
const JULY = '4ac73f6000'
const FEBRUARY = 'ad54382000'
const scans = ['2026-01-03', '2026-02-27', '2026-05-09', '2026-07-24', '2026-08-14']

beforeEach(async () => {
  await emptyDatabase(db.pool)
  await addRules(db.pool, [{ key: 'lock', kind: 'decision', decisionKind: 'idempotency' }])
  await addScans(db.pool, [
    { repository: 'shop', at: '2025-12-28T00:00:00Z' },
    ...scans.map((day) => ({ repository: 'shop', at: `${day}T12:00:00Z` })),
  ])
  await addCommits(db.pool, [
    { sha: JULY, repository: 'shop', author: 'Ada', subject: 'harden webhooks' },
    { sha: FEBRUARY, repository: 'shop', author: 'Bo', subject: 'edit' },
  ])
  const row = { repository: 'shop', rule: 'lock', kind: 'decision', decisionKind: 'idempotency' }
  const july = { commit: JULY, introducedAt: '2026-07-20T15:52:58Z', version: 'form' }
  const [came, edited, went, back] = scans.map((day) => `${day}T12:00:00Z`)
  await addStanding(db.pool, [
    // The same form in both of its lives: which commit brought it first is not known.
    { ...row, ...july, finding: 'again', from: came ?? '', to: went },
    { ...row, ...july, finding: 'again', from: back ?? '', startReason: 'reopened' },
    { ...row, finding: 'edited', from: came ?? '', to: edited, endReason: 'moved' },
    {
      ...{ ...row, finding: 'edited', from: edited ?? '', startReason: 'moved' },
      ...{ commit: FEBRUARY, introducedAt: '2026-02-25T00:00:00Z' },
    },
  ])
})

const told = (week: string) =>
  getReview(db.pool, { filter: {}, now: new Date('2026-09-01'), week }).then((review) =>
    JSON.stringify(review),
  )

test('a commit is no cause of what was there before it', async () => {
  const first = await told('2026-W01')
  expect(first).toContain('2 idempotency decisions')
  expect(first).not.toContain(JULY.slice(0, 7))
  expect(first).not.toContain(FEBRUARY.slice(0, 7))
  const at = '2026-01-10T00:00:00.000Z'
  const { findings } = await listFindings(db.pool, { at })
  expect(findings.map(({ introducedBy }) => introducedBy)).toEqual([undefined, undefined])
  expect((await listFindings(db.pool, { at, introduced: 'unknown' })).total).toBe(2)
  for (const narrowing of [{ commit: JULY }, { author: 'Ada' }, { introduced: '2026-07' }]) {
    expect((await listFindings(db.pool, { at, ...narrowing })).total).toBe(0)
  }
  for (const name of ['commit', 'author', 'introduced'] as const) {
    const facet = (await listFacets(db.pool, { at })).find((one) => one.name === name)
    const unknown = name === 'introduced' ? [{ key: 'unknown', count: 2 }] : []
    expect(facet?.values ?? [], name).toMatchObject(unknown)
  }
})

test('it is told of what it brought back', async () => {
  const at = '2026-08-20T00:00:00.000Z'
  expect(await listFindings(db.pool, { at, commit: JULY })).toMatchObject({
    findings: [{ introducedBy: { sha: JULY } }],
  })
  const finding = await getFinding(db.pool, idOf('finding', 'again'))
  expect(finding?.life.map(({ introducedBy }) => introducedBy?.sha)).toEqual([undefined, JULY])
})

test('a commit that only edited a finding did not introduce it', async () => {
  const at = '2026-08-20T00:00:00.000Z'
  expect((await listFindings(db.pool, { at, commit: FEBRUARY })).total).toBe(0)
  const finding = await getFinding(db.pool, idOf('finding', 'edited'))
  expect(finding).not.toHaveProperty('introducedBy')
})
