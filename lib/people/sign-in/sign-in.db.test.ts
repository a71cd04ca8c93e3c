import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { listAudit } from '@/lib/audit/list'
import { type Database, database } from '@/lib/db/database'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { HttpProblem } from '@/lib/http/problem'
import { consumeLink, firstAdminLink, linkFor, makeLink } from '../links'
import { addPerson, changePerson, renewLink } from '../people'
import { LOCAL_PERSON } from '../principal'
import { principalOf } from '../principal-of'
import { listPeople } from '../queries'
import { signInByForm } from './by-form'
import { handleSignIn } from './handle'
import { type RunningProvider, startProvider } from './oidc.fixture'
import { signInAt } from './oidc-browser.fixture'

const ORIGIN = 'http://127.0.0.1:3000'
const PASSWORD = 'correct horse battery'
const ADMIN = { ...LOCAL_PERSON, id: '00000000-0000-4000-8000-00000000000a', name: 'Ada' }
let db: Database
let provider: RunningProvider

beforeAll(async () => {
  const { url } = await testDatabase()
  const verified = (name: string) => ({ name, email: `${name}@example.com`, email_verified: true })
  provider = await startProvider(
    {
      known: verified('known'),
      colleague: verified('colleague'),
      stranger: { ...verified('stranger'), email: 'stranger@elsewhere.example' },
      unsure: { ...verified('unsure'), email_verified: false },
      out: verified('out'),
      silent: { name: 'silent', email: 'silent@example.com' },
    },
    `${ORIGIN}/api/auth/callback/oidc`,
  )
  Object.assign(process.env, {
    DATABASE_URL: url,
    PLUMBLINE_SIGN_IN: 'required',
    PLUMBLINE_URL: ORIGIN,
    PLUMBLINE_OIDC_ISSUER: provider.issuer,
    PLUMBLINE_OIDC_CLIENT_ID: provider.clientId,
    PLUMBLINE_OIDC_CLIENT_SECRET: provider.clientSecret,
    PLUMBLINE_OIDC_DOMAINS: 'example.com',
  })
  db = database()
})
afterAll(() => provider.stop())
beforeEach(() => emptyDatabase(db.pool))

const keyOf = (link: string) => link.split('key=')[1] ?? ''
const input = (name: string, more = {}) => ({
  ...{ name, email: `${name}@example.com`, handle: null, role: 'member' as const, teams: [] },
  ...more,
})

async function signIn(email: string, password: string): Promise<Response> {
  return handleSignIn(
    new Request(`${ORIGIN}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: ORIGIN },
      body: JSON.stringify({ email, password }),
    }),
  )
}

const cookieOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')

const whoIs = (cookie: string) => principalOf(new Headers({ cookie }))

async function problem(work: Promise<unknown>): Promise<[number, string]> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof HttpProblem)) throw new Error(`no problem: ${error}`)
  return [error.status, error.message]
}

test('the first link makes the admin once; two at the same moment make one', async () => {
  const key = keyOf((await firstAdminLink(db.pool)) ?? '')
  const use = (email: string) =>
    consumeLink(db.pool, { key, password: PASSWORD, name: 'First', email })
  const both = await Promise.allSettled([use('a@example.com'), use('b@example.com')])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await listPeople(db.pool)).toMatchObject([{ role: 'admin' }])
  expect(await firstAdminLink(db.pool)).toBeUndefined()
  expect((await problem(use('c@example.com')))[0]).toBe(410)
  const [row] = await listAudit(db.pool, { limit: 1 })
  expect(row).toMatchObject({ action: 'person.first-admin', after: { role: 'admin' } })
})

test('a newer link ends the one before; one that ran out is none', async () => {
  const old = await makeLink(db.pool, null)
  const key = await makeLink(db.pool, null)
  expect([await linkFor(db.pool, old), await linkFor(db.pool, key)]).toEqual([undefined, 'new'])
  await db.pool.query("UPDATE one_time_link SET expires_at = now() - interval '1 second'")
  const use = { key, password: PASSWORD, name: 'Ada', email: 'a@example.com' }
  expect((await problem(consumeLink(db.pool, use)))[0]).toBe(410)
  expect(await listPeople(db.pool)).toEqual([])
})

test('a password signs in, and the session ends with signing out', async () => {
  const { link } = await addPerson(db.pool, ADMIN, input('ann'))
  await consumeLink(db.pool, { key: keyOf(link), password: PASSWORD })
  const cookie = cookieOf(await signIn('Ann@Example.com', PASSWORD))
  expect(await whoIs(cookie)).toMatchObject({ name: 'ann', role: 'member' })
  expect(await whoIs(`${cookie.slice(0, -4)}AAAA`)).toBeUndefined()
  await handleSignIn(
    new Request(`${ORIGIN}/api/auth/sign-out`, {
      method: 'POST',
      headers: { cookie, origin: ORIGIN },
    }),
  )
  expect(await whoIs(cookie)).toBeUndefined()
})

test('guessing is slowed down for the address, whether or not somebody has it; not for others', async () => {
  const { link, person } = await addPerson(db.pool, ADMIN, input('ann'))
  await consumeLink(db.pool, { key: keyOf(link), password: PASSWORD })
  for (let i = 0; i < 10; i++) {
    expect((await problem(signIn(person.email, 'wrong wrong wrong')))[0]).toBe(401)
  }
  expect((await problem(signIn(person.email, PASSWORD)))[0]).toBe(429)
  for (let i = 0; i < 10; i++) await problem(signIn('nobody@example.com', PASSWORD))
  expect((await problem(signIn('nobody@example.com', PASSWORD)))[0]).toBe(429)
  expect((await problem(signIn('ghost@example.com', PASSWORD)))[0]).toBe(401)
})

test('the form of the page signs in without JavaScript, and says why it does not', async () => {
  const { link } = await addPerson(db.pool, ADMIN, input('ann'))
  await consumeLink(db.pool, { key: keyOf(link), password: PASSWORD })
  const post = (fields: Record<string, string>) =>
    signInByForm(
      new Request(`${ORIGIN}/sign-in/form`, {
        method: 'POST',
        headers: { origin: ORIGIN },
        body: new URLSearchParams({ email: 'ann@example.com', ...fields }),
      }),
    )
  const wrong = await post({ password: 'wrong wrong wrong', next: '/teams?a=b' })
  expect([wrong.status, wrong.headers.get('location')]).toEqual([
    303,
    '/sign-in?next=%2Fteams%3Fa%3Db&error=wrong',
  ])
  const right = await post({ password: PASSWORD, next: '/teams?a=b' })
  expect([right.status, right.headers.get('location')]).toEqual([303, '/teams?a=b'])
  expect(await whoIs(cookieOf(right))).toMatchObject({ name: 'ann' })
  const away = await post({ password: PASSWORD, next: '//elsewhere.example' })
  expect(away.headers.get('location')).toBe('/review')
  const provided = await post({ provider: 'oidc', next: '/teams' })
  expect(provided.headers.get('location')?.startsWith(provider.issuer)).toBe(true)
  expect(cookieOf(provided)).toContain('state')
})

const postTo = (path: string, body: BodyInit) =>
  signInByForm(
    new Request(`${ORIGIN}${path}`, { method: 'POST', headers: { origin: ORIGIN }, body }),
  )

test('a provider that does not answer leads back to the page, without a word on passwords', async () => {
  process.env.PLUMBLINE_OIDC_ISSUER = 'http://127.0.0.1:1'
  forgetAuth()
  try {
    const body = new URLSearchParams({ provider: 'oidc', next: '/teams' })
    const answer = await postTo('/sign-in/form', body)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toMatch(/^\/sign-in\?next=%2Fteams&error=[45]\d\d$/)
  } finally {
    process.env.PLUMBLINE_OIDC_ISSUER = provider.issuer
    forgetAuth()
  }
})

test('a body that is no form is a fault of the request', async () => {
  expect(await problem(postTo('/sign-in/form', '{"email":"ann@example.com"}'))).toEqual([
    400,
    'The body is no form; send what the page /sign-in sends.',
  ])
})

test('guesses at the same time are counted like guesses one after the other', async () => {
  const { link, person } = await addPerson(db.pool, ADMIN, input('ann'))
  await consumeLink(db.pool, { key: keyOf(link), password: PASSWORD })
  const guesses = Array.from({ length: 30 }, () =>
    problem(signIn(person.email, 'wrong wrong wrong')),
  )
  const told = (await Promise.all(guesses)).map(([status]) => status)
  expect(told.filter((status) => status === 401)).toHaveLength(10)
  expect(told.filter((status) => status === 429)).toHaveLength(20)
})

test('a password chosen by a new link signs out everywhere; who is shut out is out at once', async () => {
  const { link, person } = await addPerson(db.pool, ADMIN, input('ann'))
  await addPerson(db.pool, ADMIN, input('boss', { role: 'admin' }))
  await consumeLink(db.pool, { key: keyOf(link), password: PASSWORD })
  const first = cookieOf(await signIn(person.email, PASSWORD))
  const again = await renewLink(db.pool, ADMIN, person.id)
  await consumeLink(db.pool, { key: keyOf(again.link), password: `${PASSWORD} two` })
  expect(await whoIs(first)).toBeUndefined()
  const second = cookieOf(await signIn(person.email, `${PASSWORD} two`))
  await changePerson(db.pool, ADMIN, person.id, { disabled: true })
  expect(await whoIs(second)).toBeUndefined()
  const refused = await signIn(person.email, `${PASSWORD} two`).catch(({ status }) => ({ status }))
  expect(refused.status).toBeGreaterThanOrEqual(400)
  const rows = await db.pool.query('SELECT 1 FROM person_session')
  expect(rows.rowCount).toBe(0)
})

test('a role change holds from the next request, with who, before and after', async () => {
  const { link, person } = await addPerson(db.pool, ADMIN, input('ann'))
  await addPerson(db.pool, ADMIN, input('boss', { role: 'admin' }))
  await consumeLink(db.pool, { key: keyOf(link), password: PASSWORD })
  const cookie = cookieOf(await signIn(person.email, PASSWORD))
  const teams = [{ name: '@acme/billing', leads: true }]
  await changePerson(db.pool, ADMIN, person.id, { role: 'viewer' })
  expect(await whoIs(cookie)).toMatchObject({ role: 'viewer', leads: [] })
  await changePerson(db.pool, ADMIN, person.id, { role: 'member', teams })
  expect(await whoIs(cookie)).toMatchObject({ role: 'member', leads: ['acme/billing'] })
  const [row] = await listAudit(db.pool, { subject: person.id, limit: 1 })
  expect(row).toMatchObject({
    by: { id: ADMIN.id, name: 'Ada' },
    action: 'person.change',
    before: { role: 'viewer', teams: [] },
    after: { role: 'member', teams },
  })
})

test('the last admin stays; nobody has two people’s address', async () => {
  const { person } = await addPerson(db.pool, ADMIN, input('boss', { role: 'admin' }))
  const message = 'Nobody would be left who can administer; make another admin first.'
  for (const change of [{ role: 'member' as const }, { disabled: true }]) {
    expect(await problem(changePerson(db.pool, ADMIN, person.id, change))).toEqual([409, message])
  }
  expect(await listPeople(db.pool)).toMatchObject([{ role: 'admin', disabledAt: null }])
  expect((await problem(addPerson(db.pool, ADMIN, input('boss'))))[0]).toBe(409)
})

test('two admins who take each other’s role at once: one stays', async () => {
  const one = (await addPerson(db.pool, ADMIN, input('one', { role: 'admin' }))).person
  const two = (await addPerson(db.pool, ADMIN, input('two', { role: 'admin' }))).person
  const both = await Promise.allSettled(
    [one, two].map(({ id }) => changePerson(db.pool, ADMIN, id, { role: 'viewer' })),
  )
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('the provider signs in who is known, and makes viewers of its domain alone', async () => {
  await addPerson(db.pool, ADMIN, input('known'))
  const known = await signInAt(provider, 'known', ORIGIN)
  expect(await whoIs(known.cookie)).toMatchObject({ name: 'known', role: 'member' })
  const colleague = await signInAt(provider, 'colleague', ORIGIN)
  expect(await whoIs(colleague.cookie)).toMatchObject({ name: 'colleague', role: 'viewer' })
  const [row] = await listAudit(db.pool, { action: 'person.join', limit: 1 })
  expect(row).toMatchObject({ after: { email: 'colleague@example.com', role: 'viewer' } })
  const kept = await db.pool.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM person_account WHERE coalesce(access_token, id_token, refresh_token) IS NOT NULL',
  )
  expect(kept.rows).toEqual([{ n: 0 }])
  expect((await listPeople(db.pool)).map(({ name }) => name)).toEqual(['colleague', 'known'])
})

test.each(['stranger', 'unsure', 'silent'])('%s is not let in by the provider', async (login) => {
  const { location, cookie } = await signInAt(provider, login, ORIGIN)
  expect(location).toMatch(/^(http:\/\/127.0.0.1:3000)?\/sign-in\?error=/)
  expect(await whoIs(cookie)).toBeUndefined()
  expect(await listPeople(db.pool)).toEqual([])
})

test('addresses of a provider that does not say are trusted where the operator says so', async () => {
  await addPerson(db.pool, ADMIN, input('silent'))
  expect(await whoIs((await signInAt(provider, 'silent', ORIGIN)).cookie)).toBeUndefined()
  process.env.PLUMBLINE_OIDC_TRUST_EMAIL = 'yes'
  forgetAuth()
  try {
    const silent = await signInAt(provider, 'silent', ORIGIN)
    expect(await whoIs(silent.cookie)).toMatchObject({ name: 'silent', role: 'member' })
    expect(await whoIs((await signInAt(provider, 'unsure', ORIGIN)).cookie)).toBeUndefined()
  } finally {
    delete process.env.PLUMBLINE_OIDC_TRUST_EMAIL
    forgetAuth()
  }
})

/** The next request makes it anew, by the settings of then. */
const forgetAuth = () => Object.assign(globalThis, { plumblineAuth: undefined })

test('who is shut out here is so for the provider too', async () => {
  const { person } = await addPerson(db.pool, ADMIN, input('out'))
  await addPerson(db.pool, ADMIN, input('boss', { role: 'admin' }))
  await changePerson(db.pool, ADMIN, person.id, { disabled: true })
  const { location, cookie } = await signInAt(provider, 'out', ORIGIN)
  expect(location).toContain('/sign-in?error=')
  expect(await whoIs(cookie)).toBeUndefined()
})
