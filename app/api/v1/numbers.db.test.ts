import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, database } from '@/lib/db/database'
import { testDatabase } from '@/lib/db/testing'
import { addRules, addScans, addStanding, idOf } from '@/lib/trends/testing'
import * as finding from './findings/[id]/route'
import * as findings from './findings/route'
import * as review from './review/route'
import * as trends from './trends/route'

let db: Database

beforeAll(async () => {
  process.env.DATABASE_URL = (await testDatabase()).url
  db = database()
  await addRules(db.pool, [{ key: 'p' }])
  await addScans(db.pool, [
    { repository: 'host/shop', at: '2026-10-01T00:00:00Z', through: '2026-11-01T00:00:00Z' },
  ])
  await addStanding(db.pool, [
    {
      finding: '1',
      repository: 'host/shop',
      service: 'web',
      rule: 'p',
      from: '2026-10-01T00:00:00Z',
    },
    {
      finding: '2',
      repository: 'host/shop',
      service: 'web',
      rule: 'p',
      from: '2026-10-08T00:00:00Z',
    },
  ])
})
afterAll(() => db.close())

type Get = (
  request: Request,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response>

async function get(handler: { GET: Get }, query: string, id = '') {
  const request = new Request(`http://localhost/api?${query}`)
  const response = await handler.GET(request, { params: Promise.resolve({ id }) })
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    body: await response.json(),
  }
}

test('trends by name, with dates', async () => {
  const query =
    'measure=flagged-patterns&by=service&from=2026-09-28&to=2026-10-12&bucket=week&repository=host/shop'
  const { status, body } = await get(trends, query)
  expect(status).toBe(200)
  expect(body.series).toMatchObject([{ key: idOf('service', 'host/shop', 'web'), label: 'web' }])
  expect(
    body.series[0].points.map((point: { at: string; value: number }) => [point.at, point.value]),
  ).toEqual([
    ['2026-10-04T23:59:59.999Z', 1],
    ['2026-10-11T23:59:59.999Z', 2],
    ['2026-10-18T23:59:59.999Z', 2],
  ])
})

test('the list behind a point, page by page', async () => {
  const query = 'measure=flagged-patterns&at=2026-10-11T23:59:59.999Z&service=web&limit=1'
  const one = await get(findings, query)
  expect(one.body).toMatchObject({ total: 2, findings: [{ id: idOf('finding', '2') }] })
  const two = await get(findings, `${query}&cursor=${one.body.next}`)
  expect(two.body).toMatchObject({ total: 2, findings: [{ id: idOf('finding', '1') }] })
  expect(two.body.next).toBeUndefined()
  const appeared = await get(findings, 'at=2026-10-10&since=2026-10-05&change=appeared')
  expect(appeared.body.total).toBe(1)
})

test('one finding, the review', async () => {
  const { body } = await get(finding, 'at=2026-10-09', idOf('finding', '2'))
  expect(body).toMatchObject({ at: '2026-10-09T23:59:59.999Z', present: true })
  expect((await get(finding, '', 'x')).status).toBe(404)
  expect((await get(review, 'week=2026-W41&service=web')).body).toMatchObject({
    week: { id: '2026-W41' },
  })
  expect((await get(review, '')).body.week.id).toBe('2026-W40')
})

const wrong: [string, { GET: Get }, string, string][] = [
  [
    'a measure is missing',
    trends,
    'by=team',
    'measure: is required: must be one of unowned-decisions, ',
  ],
  [
    'a measure is unknown',
    trends,
    'by=team&measure=x',
    'measure: “x” must be one of unowned-decisions, ',
  ],
  [
    'a date is none',
    trends,
    'by=team&measure=flagged-patterns&from=2026-02-30',
    'from: “2026-02-30” must be a date',
  ],
  [
    'from is after to',
    trends,
    'by=team&measure=flagged-patterns&from=2026-02-20&to=2026-02-10',
    'from: must not be after',
  ],
  [
    'a range is endless',
    trends,
    'by=team&measure=flagged-patterns&from=1980-01-01',
    'from: must be at most 1100 weeks',
  ],
  [
    'a bucket is unknown',
    trends,
    'by=team&measure=flagged-patterns&bucket=day',
    'bucket: “day” must be one of week',
  ],
  [
    'a parameter is misspelt',
    findings,
    'mesure=x',
    'mesure: is not a parameter here; there are measure, at, ',
  ],
  ['a parameter comes twice', findings, 'at=2026-10-10&at=2026-10-11', 'at: is given twice'],
  ['a limit is too high', findings, 'limit=501', 'limit: “501” must be a number from 1 to 500'],
  ['a limit is none', findings, 'limit=-1', 'limit: “-1” must be a number'],
  ['a cursor is made up', findings, 'cursor=abc', 'cursor: “abc” is not one that this server gave'],
  [
    'a change has no since',
    findings,
    'change=gone',
    'since: `since` and `change` are given together',
  ],
  [
    'since is after at',
    findings,
    'at=2026-10-10&since=2026-10-11&change=gone',
    'since: must not be after',
  ],
  [
    'a service is unknown',
    findings,
    'service=nope',
    'service: “nope” is not known: give the id or name',
  ],
  ['a name cannot be stored', findings, 'team=%00', 'team: “\0” must not contain U+0000'],
  ['a week is none', review, 'week=2025-W53', 'week: “2025-W53” is not an ISO week'],
  ['a week has not begun', review, 'week=9999-W01', 'week: “9999-W01” has not begun yet'],
]

test.each(wrong)('400 when %s', async (_, handler, query, message) => {
  const { status, type, body } = await get(handler, query)
  expect([status, type]).toEqual([400, 'application/problem+json'])
  expect(body.detail).toContain(message)
})
