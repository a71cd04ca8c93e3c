import { beforeAll, describe, expect, test } from 'vitest'
import { database } from '@/lib/db/database'
import { testDatabase } from '@/lib/db/testing'
import { auth } from '@/lib/people/sign-in/session'
import { ASKERS, type Ask } from './permission.case.fixture'
import { EXPECTED, routes } from './permission.fixture'
import { makeWorld, type World } from './permission.world.fixture'
import { POST as welcome } from './v1/people/welcome/route'

const ORIGIN = 'http://127.0.0.1:3000'
const found = await routes()
let world: World

beforeAll(async () => {
  const { url } = await testDatabase()
  Object.assign(process.env, {
    ...{ DATABASE_URL: url, PLUMBLINE_SIGN_IN: 'required', PLUMBLINE_URL: ORIGIN },
  })
  world = await makeWorld(database().pool, async (key, more) => {
    const request = new Request(`${ORIGIN}/api/v1/people/welcome`, {
      method: 'POST',
      body: JSON.stringify({ key, ...more }),
    })
    const answer = await welcome(request, { params: Promise.resolve({}) })
    expect(answer.status).toBe(200)
    return cookiesOf(answer)
  })
})

function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

type Headers = Record<string, string>

async function ask(route: string, { query, params = {}, body, raw }: Ask, headers: Headers) {
  const { path, handler } = found.get(route) ?? {}
  if (!path || !handler) throw new Error(`no route ${route}`)
  const [method] = route.split(' ')
  const filled = Object.entries(params).reduce(
    (text, [name, value]) => text.replace(new RegExp(`\\[(\\.\\.\\.)?${name}\\]`), value),
    path,
  )
  const address = `${ORIGIN}${filled}${query ? `?${new URLSearchParams(query)}` : ''}`
  const json: Headers = body === undefined ? {} : { 'content-type': 'application/json' }
  const init = {
    method,
    headers: { origin: ORIGIN, ...json, ...headers },
    body: raw ?? (body === undefined ? undefined : JSON.stringify(body)),
  }
  return handler(new Request(address, init), { params: Promise.resolve(params) })
}

/** Every row of every table, but for when a token was last used. */
async function everything(): Promise<unknown> {
  const { pool } = world
  const tables = await pool.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
  )
  const parts = tables.rows.map(
    ({ name }) =>
      `SELECT '${name}' AS name, md5(coalesce(string_agg(r, '' ORDER BY r), '')) AS rows
       FROM (SELECT (to_jsonb(t) - 'last_used_at')::text AS r FROM "${name}" t) x`,
  )
  const { rows } = await pool.query<{ name: string; rows: string }>(parts.join(' UNION ALL '))
  return Object.fromEntries(rows.map((table) => [table.name, table.rows]))
}

test('every route and verb says what it answers to whom, and no row is left over', () => {
  expect([...found.keys()].sort()).toEqual(Object.keys(EXPECTED).sort())
})

describe.each(Object.keys(EXPECTED))('%s', (route) => {
  const cases = EXPECTED[route] ?? []
  const rows = cases.flatMap((one) =>
    ASKERS.map((asker, i) => {
      const expected = one.expected[i]
      const title = `${one.what ? `${one.what}: ` : ''}${asker} ${expected}`
      return { title, asker, one, expected }
    }),
  )
  test.each(rows)('$title', async ({ asker, one, expected }) => {
    const request = (await one.ask?.(world, asker)) ?? {}
    const before = await everything()
    const answer = await ask(route, request, world.headers[asker])
    const said = await answer.clone().text()
    expect(answer.status < 400 ? 'ok' : answer.status, said).toBe(expected)
    if (expected === 'ok') return
    expect(answer.headers.get('content-type'), said).toBe('application/problem+json')
    expect(await everything()).toEqual(before)
  })
})

test('a token sees its own repository alone, also where it asks for none', async () => {
  const total = async (headers: Headers, query = {}) => {
    const answer = await ask('GET /api/v1/findings', { query }, headers)
    return [answer.status, (await answer.json()).total]
  }
  const admin = world.headers.admin
  const [, all] = await total(admin)
  const [, own] = await total(admin, { repository: world.shop })
  const [, other] = await total(admin, { repository: 'github.com/acme/other' })
  expect(own + other).toBeLessThanOrEqual(all)
  expect(other).toBeGreaterThan(0)
  expect(await total(world.own)).toEqual([200, own])
  expect(await total(world.own, { repository: world.shop })).toEqual([200, own])
  expect(await total(world.headers['token of another repository'])).toEqual([200, other])
})

test('a token sees no budget of another repository’s service, whatever it asks for', async () => {
  const { admin, 'token of another repository': other } = world.headers
  const rule = { kind: 'most', measure: 'unowned-decisions', most: 0 }
  const made = await ask(
    'POST /api/v1/budgets',
    { body: { by: 'service', key: world.service, rule } },
    admin,
  )
  expect(made.status, await made.clone().text()).toBe(201)
  const budgets = async (headers: Headers) => {
    const answer = await ask('GET /api/v1/budgets', { query: { service: world.service } }, headers)
    return (await answer.json()).budgets.length
  }
  expect(await budgets(admin)).toBeGreaterThan(0)
  expect(await budgets(world.own)).toBeGreaterThan(0)
  expect(await budgets(other)).toBe(0)
})

test('who is refused is told why', async () => {
  const other = await ask(
    'POST /api/v1/scans',
    { query: { repository: world.name }, raw: world.sarif() },
    world.headers['token of another repository'],
  )
  expect((await other.json()).detail).toBe(
    'The token “of github.com/acme/other” is for github.com/acme/other, not for another repository. Use a token of that one.',
  )
  const viewer = await ask('GET /api/v1/people', {}, world.headers.viewer)
  expect((await viewer.json()).detail).toBe('Only an admin may do this; you are a viewer.')
  const unknown = await ask('GET /api/v1/findings', {}, { authorization: 'Bearer plb_no' })
  expect([unknown.status, (await unknown.json()).detail]).toEqual([
    401,
    'The token is not known here. Make one on the page Tokens.',
  ])
})

test('of what better-auth can do only signing in and out is open', async () => {
  const open = ['/sign-in/email', '/sign-in/social', '/sign-out', '/callback/:id']
  const endpoints = Object.values((await auth()).api) as { path?: string }[]
  const paths = endpoints.flatMap(({ path }) => path ?? [])
  expect(paths.length).toBeGreaterThan(20)
  for (const path of paths.filter((one) => !open.includes(one))) {
    for (const route of ['GET /api/auth/[...all]', 'POST /api/auth/[...all]']) {
      const request = { params: { all: path.slice(1).replaceAll(':', '') }, raw: undefined }
      const answer = await ask(route, request, world.headers.admin)
      expect([path, answer.status]).toEqual([path, 404])
    }
  }
})
