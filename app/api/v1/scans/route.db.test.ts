import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Database, database } from '@/lib/db/database'
import { testDatabase } from '@/lib/db/testing'
import { applyScan } from '@/lib/ingest/apply'
import type { UploadStatus } from '@/lib/ingest/get-upload'
import { type RunningWorker, startWorker } from '@/lib/ingest/worker'
import { bytes, known, noSharedData, result, sarif, sharedData } from '@/lib/sarif/testing'
import * as one from './[id]/route'
import * as scans from './route'

const address = 'http://localhost/api/v1/scans'
let db: Database
let worker: RunningWorker

beforeAll(async () => {
  const { url } = await testDatabase()
  process.env.DATABASE_URL = url
  db = database()
  worker = startWorker({ pool: db.pool, apply: applyScan, pollMs: 50 })
})
afterAll(async () => {
  await worker.stop()
  await db.close()
})

const context = (id = '') => ({ params: Promise.resolve({ id }) })

async function post(body: Uint8Array | null, params: object = known, headers = {}) {
  const query = new URLSearchParams({ ...params })
  const init = { method: 'POST', body: body && new Uint8Array(body), headers }
  const response = await scans.POST(new Request(`${address}?${query}`, init), context())
  return { response, answer: await response.json() }
}

async function settled(id: string): Promise<UploadStatus> {
  for (;;) {
    const response = await one.GET(new Request(`${address}/${id}`), context(id))
    const status: UploadStatus = await response.json()
    if (!['received', 'applying'].includes(status.status)) return status
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

describe('POST /api/v1/scans', () => {
  test('stores, answers 202 with the status address, and applies', async () => {
    const { response, answer } = await post(gzipSync(sarif([result('src/a.ts')])), known, {
      'content-encoding': 'gzip',
    })
    expect(response.status).toBe(202)
    expect(answer.statusUrl).toBe(`/api/v1/scans/${answer.id}`)
    expect(await settled(answer.id)).toMatchObject({
      status: 'applied',
      finishedAt: expect.any(String),
      receipt: { accepted: 1, new: 1, matched: 0, gone: 0, refused: 0 },
    })
  })

  test('the same upload again is the same upload, packed or not', async () => {
    const body = sarif([result('src/same.ts')])
    const params = { ...known, category: 'twice' }
    const first = await post(body, params)
    const second = await post(gzipSync(body), params)
    expect(second.response.status).toBe(202)
    expect(second.answer.id).toBe(first.answer.id)
    expect((await post(body, { ...params, category: 'other' })).answer.id).not.toBe(first.answer.id)
  })

  test.each<[string, Uint8Array | null, object, Record<string, string>, number, RegExp]>([
    ['no body', null, known, {}, 400, /empty/],
    ['an empty body', new Uint8Array(), known, {}, 400, /empty/],
    ['gzip cut off', gzipSync(sarif([])).subarray(0, 40), known, {}, 400, /too early/],
    ['a bomb', gzipSync(Buffer.alloc(30_000_000)), known, {}, 413, /200 times/],
    ['an unknown parameter', sarif([]), { sha: 'x' }, {}, 400, /repository, commit/],
  ])('%s is answered at once', async (_, body, params, headers, status, detail) => {
    const { response, answer } = await post(body, params, headers)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(answer).toMatchObject({
      status,
      title: expect.any(String),
      detail: expect.stringMatching(detail),
    })
  })

  test('U+0000 in a parameter does not break the database', async () => {
    const { response, answer } = await post(sarif([]), { ...known, category: 'a\0b' })
    expect(response.status).toBe(202)
    expect((await settled(answer.id)).receipt?.scans[0]?.category).toBe('a\uFFFDb')
  })

  test('a failed run closes nothing, a later good one does', async () => {
    const at = (day: string) => ({
      ...known,
      category: 'f',
      commit: `${day}`.repeat(8),
      committedAt: `2026-09-${day}T00:00:00Z`,
    })
    const counts = async (body: Uint8Array, day: string) =>
      (await settled((await post(body, at(day))).answer.id)).receipt
    expect(await counts(sarif([result('x.ts')]), '01')).toMatchObject({ new: 1 })
    const failed = sarif([], { invocations: [{ executionSuccessful: false }] })
    expect(await counts(failed, '02')).toMatchObject({ gone: 0 })
    expect(await counts(sarif([]), '03')).toMatchObject({ gone: 1 })
  })
})

describe('GET', () => {
  test.each(['no-such-id', '00000000-0000-8000-8000-000000000000', "' OR 1=1"])(
    '%s is 404',
    async (id) => {
      const response = await one.GET(new Request(address), context(id))
      expect(response.status).toBe(404)
      expect(await response.json()).toMatchObject({ status: 404 })
    },
  )

  test('lists the scans of a repository, newest commit first, and those that wait', async () => {
    const repository = 'https://github.com/acme/listed.git'
    const send = (day: number, more = {}) =>
      post(sarif([]), {
        ...known,
        repository,
        category: 'c',
        commit: `0000000${day}`,
        committedAt: `2026-03-0${day}T00:00:00Z`,
        ...more,
      })
    for (const { answer } of await Promise.all([send(1), send(3), send(2)]))
      await settled(answer.id)
    await worker.stop()
    await send(4, { ref: 'refs/heads/main' })
    const list = async (query: string) =>
      (await (await scans.GET(new Request(`${address}?${query}`), context())).json()).scans
    const all = await list('repository=github.com/acme/listed&category=c&tool=Linter')
    expect(all.map((s: { commit: string; status: string }) => [s.commit, s.status])).toEqual([
      ['00000004', 'received'],
      ['00000003', 'applied'],
      ['00000002', 'applied'],
      ['00000001', 'applied'],
    ])
    expect(all[1]).toMatchObject({
      tool: 'Linter',
      category: 'c',
      branch: '',
      committedAt: '2026-03-03T00:00:00.000Z',
    })
    expect(await list('repository=github.com/acme/listed&category=other')).toEqual([])
    worker = startWorker({ pool: db.pool, apply: applyScan, pollMs: 50 })
  })

  test('a list without a repository says which parameter is missing', async () => {
    const response = await scans.GET(new Request(address), context())
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ errors: [{ path: 'repository' }] })
  })
})

describe.skipIf(noSharedData)('data of others (../shared/data)', () => {
  test('naughty strings in every text field come back as they were sent', async () => {
    const file = path.join(sharedData, 'naughty-strings/blns.json')
    const strings: string[] = JSON.parse(readFileSync(file, 'utf8'))
    const results = strings.map((text, i) => ({
      ruleId: `${text}`,
      message: { text: `${i} ${text}` },
      partialFingerprints: { [text]: text },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: `d/${text}` },
            region: { startLine: 1, snippet: { text } },
          },
          logicalLocations: [{ fullyQualifiedName: text }],
        },
      ],
    }))
    const rules = strings.map((text) => ({
      id: text,
      name: text,
      shortDescription: { text },
      help: { text },
    }))
    const body = sarif(results, { tool: { driver: { name: strings.join(' '), rules } } })
    const { answer } = await post(body, {
      ...known,
      repository: 'naughty',
      ref: strings[200],
      category: strings[300],
    })
    const { status, receipt } = await settled(answer.id)
    expect([status, receipt?.refused]).toEqual(['applied', 0])
    const { rows } = await db.pool.query<{ message: string; snippet: string }>(
      `SELECT v.message, v.snippet FROM version v JOIN scan s USING (org_id, stream_id) WHERE s.upload_id = $1`,
      [answer.id],
    )
    expect(rows.map((row) => row.message).sort()).toEqual(
      strings.map((text, i) => `${i} ${text}`).sort(),
    )
    expect(new Set(rows.map((row) => row.snippet))).toEqual(new Set(strings))
  })

  test('whatever JSON is sent is stored and gets a verdict', async () => {
    const folder = path.join(sharedData, 'json-test-suite/test_parsing')
    const sent = await Promise.all(
      readdirSync(folder).map(async (name) => {
        const body = readFileSync(path.join(folder, name))
        return { name, body, ...(await post(body)) }
      }),
    )
    for (const { name, body, response, answer } of sent) {
      expect(response.status, name).toBe(body.length === 0 ? 400 : 202)
      if (answer.id) expect((await settled(answer.id)).status, name).toBe('refused')
    }
  })
})

test('the database gone is said with when to try again', async () => {
  const { pool } = db
  const query = pool.query
  pool.query = (() =>
    Promise.reject(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }))) as never
  const away = await post(sarif([result('gone.ts')]), { ...known, category: 'away' })
  pool.query = (() => Promise.reject(Object.assign(new Error('x'), { code: '53100' }))) as never
  const full = await post(bytes('{}'), { ...known, category: 'full' })
  pool.query = query
  expect([away.response.status, away.response.headers.get('retry-after')]).toEqual([503, '5'])
  expect([full.response.status, full.answer.detail]).toEqual([507, expect.stringMatching(/disk/)])
})
