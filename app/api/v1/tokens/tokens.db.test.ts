import { beforeAll, beforeEach, expect, test } from 'vitest'
import { listAudit } from '@/lib/audit/list'
import { type Database, database } from '@/lib/db/database'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { LOCAL_PERSON } from '@/lib/people/principal'
import { principalOf } from '@/lib/people/principal-of'
import { tokenShape } from '@/lib/people/tokens/read-token'
import { createToken, listTokens, revokeToken } from '@/lib/people/tokens/store'
import type { NewToken } from '@/lib/people/types'
import { known, result, sarif } from '@/lib/sarif/testing'
import { POST } from '../scans/route'

const SHOP = 'github.com/acme/shop'
let db: Database

beforeAll(async () => {
  process.env.DATABASE_URL = (await testDatabase()).url
  db = database()
})
beforeEach(() => emptyDatabase(db.pool))

const inADay = () => new Date(Date.now() + 86_400_000)
const make = (more = {}): Promise<NewToken> =>
  createToken(db.pool, LOCAL_PERSON, {
    ...{ name: 'build', repository: SHOP, scopes: ['ingest'], expiresAt: inADay() },
    ...more,
  })
const as = (token: string) => principalOf(new Headers({ authorization: `Bearer ${token}` }))

function push(token: string, body: BodyInit, query: Record<string, string>): Promise<Response> {
  const address = `http://127.0.0.1:3000/api/v1/scans?${new URLSearchParams(query)}`
  const headers = { authorization: `Bearer ${token}` }
  const init = { method: 'POST', body, headers, duplex: 'half' }
  return POST(new Request(address, init), { params: Promise.resolve({}) })
}

const stored = async () =>
  (await db.pool.query<{ params: { repository?: string } }>('SELECT params FROM upload')).rows

test('a token is kept as a hash alone, is found by it, and its use is noted', async () => {
  const { row, token } = await make()
  const kept = JSON.stringify((await db.pool.query('SELECT t::text FROM machine_token t')).rows)
  expect(kept).not.toContain(token.slice(row.prefix.length))
  expect(token.startsWith(row.prefix)).toBe(true)
  expect((await listTokens(db.pool))[0]?.lastUsedAt).toBeNull()
  expect(await as(token)).toMatchObject({ kind: 'machine', id: row.id, repository: SHOP })
  expect((await listTokens(db.pool))[0]?.lastUsedAt).not.toBeNull()
  expect(JSON.stringify(await listAudit(db.pool, { limit: 9 }))).not.toContain(token)
})

test('one that was revoked, ran out or never was is refused, also where nobody signs in', async () => {
  const { row, token } = await make()
  expect(await revokeToken(db.pool, LOCAL_PERSON, row.id)).toBe(true)
  expect(await revokeToken(db.pool, LOCAL_PERSON, row.id)).toBe(false)
  await expect(as(token)).rejects.toThrow('The token “build” was revoked.')
  const late = await make({ expiresAt: new Date(Date.now() - 1000) })
  await expect(as(late.token)).rejects.toThrow('has run out')
  await expect(as(`${token}x`)).rejects.toThrow('is not known here')
  const actions = (await listAudit(db.pool, { limit: 9 })).map(({ action }) => action)
  expect(actions).toEqual(['token.create', 'token.revoke', 'token.create'])
})

test('an upload without a repository is filed under the token’s, however it is written', async () => {
  const { token } = await make()
  const { repository: _, ...params } = known
  expect((await push(token, new Uint8Array(sarif([result('a.ts')])), params)).status).toBe(202)
  const written = { ...known, repository: 'https://github.com/acme/shop.git' }
  expect((await push(token, new Uint8Array(sarif([result('b.ts')])), written)).status).toBe(202)
  expect((await stored()).map(({ params }) => params.repository).sort()).toEqual([
    SHOP,
    'https://github.com/acme/shop.git',
  ])
})

test('a token that is revoked in the middle of an upload: refused, and nothing is stored', async () => {
  const { row, token } = await make()
  const bytes = new Uint8Array(sarif([result('a.ts')]))
  const half = Math.floor(bytes.length / 2)
  const pieces = [bytes.slice(0, half), bytes.slice(half)]
  const body = new ReadableStream(
    {
      async pull(controller) {
        if (pieces.length === 1) await revokeToken(db.pool, LOCAL_PERSON, row.id)
        controller.enqueue(pieces.shift())
        if (pieces.length === 0) controller.close()
      },
    },
    // Nothing is read before somebody asks for it: by then the token was let in.
    { highWaterMark: 0 },
  )
  const answer = await push(token, body, { ...known, repository: SHOP })
  expect([answer.status, (await answer.json()).detail]).toEqual([
    401,
    'The token was revoked or ran out while the upload came in; nothing of it was stored.',
  ])
  expect(await stored()).toEqual([])
})

test('whoever revokes waits for an upload that is being stored, and no later one is', async () => {
  const { row, token } = await make()
  const client = await db.pool.connect()
  await client.query('BEGIN')
  await client.query('UPDATE machine_token SET revoked_at = now() WHERE id = $1', [row.id])
  const sent = push(token, new Uint8Array(sarif([result('a.ts')])), { ...known, repository: SHOP })
  for (;;) {
    const waits = await db.pool.query(
      "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'",
    )
    if (waits.rowCount) break
  }
  await client.query('COMMIT')
  client.release()
  expect((await sent).status).toBe(401)
  expect(await stored()).toEqual([])
})

test('a body that is no token is refused with each fault', () => {
  const faults = (body: object) =>
    tokenShape.safeParse(body).error?.issues.map(({ path, message }) => `${path}: ${message}`)
  const good = { name: 'build', repository: SHOP, scopes: ['ingest'], days: 90 }
  expect(faults(good)).toBeUndefined()
  expect(faults({ ...good, days: 367 })).toEqual(['days: must be at most 366: every token ends'])
  expect(faults({ ...good, scopes: [] })).toEqual(['scopes: must have at least one'])
  expect(faults({ ...good, scopes: ['admin'] })).toEqual(['scopes,0: must be of ingest, read'])
  expect(faults({ ...good, repository: ' / ' })).toEqual(['repository: must name a repository'])
})
