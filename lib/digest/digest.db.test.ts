import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ORG, openDatabase } from '@/lib/db/database'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { LOCAL_PERSON } from '@/lib/people/principal'
import { addRules, addScans, addStanding, idOf } from '@/lib/trends/testing'
import { addDigest, changeDigest, type DigestAct, digestActShape } from './act'
import { listDigests } from './list'
import { type Answer, mailServer, webhookReceiver } from './receivers.fixture'
import { sendDue, sendNow } from './run'

const db = await testDatabase()
const { pool } = db
/** Monday: digests of Mondays at nine are due, and speak of the week before. */
const now = new Date('2026-11-23T09:05:00Z')
const at = { weekday: 1, hour: 9, timeZone: 'UTC', always: false }
const closing: (() => Promise<unknown>)[] = []

beforeEach(async () => {
  await emptyDatabase(pool)
  await addRules(pool, [{ key: 'Swallowed' }])
  await addScans(pool, [
    { repository: 'shop', at: '2026-10-01T00:00:00Z', through: '2026-12-31T00:00:00Z' },
  ])
  await addStanding(pool, [
    {
      repository: 'shop',
      rule: 'Swallowed',
      finding: 'a',
      team: '@pay',
      from: '2026-11-18T00:00:00Z',
    },
  ])
})
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

type Add = Extract<DigestAct, { kind: 'add' }>

/** A digest that was made before now. */
async function made(add: Pick<Add, 'channel' | 'target'> & Partial<Add>) {
  const result = await addDigest(pool, LOCAL_PERSON, { kind: 'add', ...at, ...add })
  await pool.query("UPDATE digest_subscription SET since = '2026-11-01'")
  return result
}

async function receiver(...answers: Answer[]) {
  const hook = await webhookReceiver(...answers)
  closing.push(hook.close)
  return hook
}

const waits: number[] = []
const context = { pool, timeoutMs: 300, wait: async (ms: number) => waits.push(ms) }

test('of two workers that race one sends, signed and with a time; nobody sends it again', async () => {
  const hook = await receiver(200)
  const { secret = '' } = await made({ channel: 'slack', target: hook.url })
  const other = openDatabase(db.url)
  closing.push(other.close)
  const told = await Promise.all(
    [pool, other.pool, pool, other.pool].map((own) => sendDue({ pool: own }, now)),
  )
  expect(told.flat()).toMatchObject([{ state: 'sent', attempts: 1, slot: '2026-11-23' }])
  expect(await sendDue(context, new Date('2026-11-24T00:00:00Z'))).toEqual([])
  expect(hook.received).toHaveLength(1)
  const { headers, body } = hook.received[0] ?? { headers: {}, body: '' }
  const signature = createHmac('sha256', secret)
    .update(`v1:${headers['x-plumbline-timestamp']}:${body}`)
    .digest('hex')
  expect(headers['x-plumbline-signature']).toBe(`v1=${signature}`)
  expect(JSON.parse(body).text).toBe('Plumbline 2026-W47: 1 new, 0 gone')
  expect(body).toContain('Flagged patterns grew by 1 to 1')
})

test('the next week is the next message', async () => {
  const hook = await receiver(200)
  await made({ channel: 'teams', target: hook.url, always: true })
  await sendDue(context, now)
  await sendDue(context, new Date('2026-11-30T09:00:00Z'))
  expect(hook.received.map(({ body }) => /Plumbline (2026-W\d\d)/.exec(body)?.[1])).toEqual([
    '2026-W47',
    '2026-W48',
  ])
})

test('where nothing changed nothing is sent, unless it is wished', async () => {
  const hook = await receiver(200)
  await made({ channel: 'slack', target: hook.url })
  await made({ channel: 'slack', target: hook.url, always: true })
  const told = await sendDue(context, new Date('2026-11-30T09:00:00Z'))
  expect(told.map(({ state }) => state).sort()).toEqual(['quiet', 'sent'])
  expect(told.find(({ state }) => state === 'quiet')?.reason).toBe('Nothing changed in 2026-W48.')
  expect(hook.received).toHaveLength(1)
})

test.each<[string, Answer[], object, number]>([
  ['never answers', ['never'], { state: 'failed', attempts: 1 }, 1],
  ['is overloaded twice', [503, 429, 200], { state: 'sent', attempts: 3 }, 3],
  ['stays overloaded', [503], { state: 'failed', attempts: 3 }, 3],
  ['refuses', [403], { state: 'failed', attempts: 1, reason: 'The webhook answered 403.' }, 1],
])('a webhook that %s', async (_what, answers, ended, requests) => {
  const hook = await receiver(...answers)
  await made({ channel: 'slack', target: hook.url })
  expect(await sendDue(context, now)).toMatchObject([ended])
  expect(hook.received).toHaveLength(requests)
  expect(new Set(hook.received.map(({ headers }) => headers['x-plumbline-delivery'])).size).toBe(1)
})

test('a webhook that redirects is not followed, one that is not there is tried three times', async () => {
  const elsewhere = await receiver(200)
  const hook = await receiver({ redirect: elsewhere.url })
  await made({ channel: 'slack', target: hook.url })
  expect(await sendDue(context, now)).toMatchObject([
    { state: 'failed', attempts: 1, reason: expect.stringContaining('redirects (302)') },
  ])
  expect(elsewhere.received).toEqual([])
  await hook.close()
  const { subscriptions } = await listDigests(pool, now)
  expect(await sendNow(context, subscriptions[0]?.id ?? '', now)).toMatchObject({
    ...{ state: 'failed', attempts: 3 },
    reason: 'The webhook cannot be reached (ECONNREFUSED).',
  })
})

test('mail: sent once, to all of its addresses, known by its id', async () => {
  const server = await mailServer()
  closing.push(server.close)
  const { id } = await made({ channel: 'email', target: 'ann@example.com, bob@example.com' })
  const env = { PLUMBLINE_SMTP_URL: server.url, PLUMBLINE_MAIL_FROM: 'plumbline@example.com' }
  expect(await sendDue({ ...context, env: { ...env } as never }, now)).toMatchObject([
    { state: 'sent', attempts: 1 },
  ])
  expect(server.mails).toHaveLength(1)
  expect(server.mails[0]).toContain('To: ann@example.com, bob@example.com')
  expect(server.mails[0]?.replaceAll(/\r\n(?= )/g, '')).toContain(
    `Message-ID: <digest.${id}.2026-11-23@plumbline.invalid>`,
  )
  expect(server.mails[0]).toContain('Subject: Plumbline 2026-W47: 1 new, 0 gone')
})

const refusal = (code: number) => (_a: unknown, _s: unknown, done: (error?: Error) => void) =>
  done(Object.assign(new Error('no'), { responseCode: code }))

test.each<[string, Parameters<typeof mailServer>[0], object]>([
  [
    'refuses for ever',
    { onMailFrom: refusal(550) },
    { attempts: 1, reason: 'The e-mail server answered 550.' },
  ],
  ['refuses for now', { onMailFrom: refusal(450) }, { attempts: 3 }],
  [
    'refuses who connects',
    { onConnect: (_s, done) => done(new Error('go away')) },
    { attempts: 1 },
  ],
  [
    'refuses the password',
    { onAuth: (_a, _s, done) => done(new Error('wrong')) },
    { attempts: 1, reason: 'The e-mail server refused the user or password.' },
  ],
])('an e-mail server that %s', async (_what, options, ended) => {
  const server = await mailServer(options)
  closing.push(server.close)
  await made({ channel: 'email', target: 'ann@example.com' })
  const env = {
    PLUMBLINE_SMTP_URL: `smtp://me:hunter2@127.0.0.1:${server.port}`,
    PLUMBLINE_MAIL_FROM: 'plumbline@example.com',
  }
  const [told] = await sendDue({ ...context, env: { ...env } as never }, now)
  expect(told).toMatchObject({ state: 'failed', ...ended })
  expect(told?.reason).not.toMatch(/hunter2|ann@/)
})

test('without an e-mail server the message says which setting is missing', async () => {
  await made({ channel: 'email', target: 'ann@example.com' })
  expect(await sendDue({ ...context, env: {} as never }, now)).toMatchObject([
    { state: 'failed', attempts: 0, reason: expect.stringContaining('PLUMBLINE_SMTP_URL') },
  ])
})

test('a team: its own numbers; renamed it is followed, dissolved or unknown it is said', async () => {
  const hook = await receiver(200)
  const team = idOf('team', '@pay')
  await made({ channel: 'slack', target: hook.url, team })
  await sendDue(context, now)
  expect(hook.received[0]?.body).toContain('Plumbline 2026-W47, @pay: 1 new')
  expect(hook.received[0]?.body).toContain(`team=${team}`)
  const change = (to: string | null) =>
    pool.query(
      `INSERT INTO service_team (org_id, id, from_key, from_name, to_name, reason, actor_name, valid_from)
       VALUES ($1, gen_random_uuid(), 'pay', '@pay', $2, 'rename', 'Ann', now())`,
      [ORG, to],
    )
  await pool.query('INSERT INTO team VALUES ($1, $2, $3)', [ORG, idOf('team', '@money'), '@money'])
  await change('@money')
  const { subscriptions } = await listDigests(pool, now)
  const id = subscriptions[0]?.id ?? ''
  await sendNow(context, id, now)
  expect(hook.received[1]?.body).toContain('@money')
  await pool.query('DELETE FROM service_team')
  await change(null)
  expect(await sendNow(context, id, now)).toMatchObject({
    ...{ state: 'failed', attempts: 0, reason: '@pay was dissolved. Remove this digest.' },
  })
  await pool.query('DELETE FROM team')
  expect(await sendNow(context, id, now)).toMatchObject({
    reason: 'The team is no longer known. Remove this digest.',
  })
})

test('a team that was renamed twice is followed to its name of now', async () => {
  const hook = await receiver(200)
  const { id } = await made({ channel: 'slack', target: hook.url, team: idOf('team', '@pay') })
  const named = (name: string) =>
    pool.query('INSERT INTO team VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
      ...[ORG, idOf('team', name), name],
    ])
  const renamed = (key: string, to: string | null) =>
    pool.query(
      `INSERT INTO service_team (org_id, id, from_key, from_name, to_name, reason, actor_name, valid_from)
       VALUES ($1, gen_random_uuid(), $2, '@' || $2, $3, 'rename', 'Ann', now())`,
      [ORG, key, to],
    )
  await named('@money')
  await named('@cash')
  await renamed('pay', '@money')
  await renamed('money', '@cash')
  await sendNow(context, id, now)
  expect(hook.received[0]?.body).toContain('@cash')
  expect(hook.received[0]?.body).toContain(`team=${idOf('team', '@cash')}`)
  await renamed('cash', null)
  expect(await sendNow(context, id, now)).toMatchObject({
    reason: '@pay was dissolved. Remove this digest.',
  })
})

test('paused or removed, nothing is sent; resumed, nothing is made up for', async () => {
  const hook = await receiver(200)
  const { id } = await made({ channel: 'slack', target: hook.url })
  const change = (kind: 'pause' | 'resume' | 'remove') =>
    changeDigest(pool, LOCAL_PERSON, { kind, id })
  expect(await change('pause')).toBe(true)
  expect(await sendDue(context, now)).toEqual([])
  expect(await change('resume')).toBe(true)
  await pool.query('UPDATE digest_subscription SET since = $1', [new Date(now.getTime() - 1000)])
  expect(await sendDue(context, now)).toEqual([])
  expect(await change('remove')).toBe(true)
  expect(await change('remove')).toBe(false)
  expect(await sendNow(context, id, now)).toBeNull()
  expect(hook.received).toEqual([])
  const { rows } = await pool.query('SELECT target, secret FROM digest_subscription')
  expect(rows).toEqual([{ target: '', secret: null }])
})

test('what is a day late was missed; what a killed process left is said and not sent again', async () => {
  const hook = await receiver(200)
  const { id } = await made({ channel: 'slack', target: hook.url })
  expect(await sendDue(context, new Date('2026-11-24T09:05:00Z'))).toMatchObject([
    { state: 'missed' },
  ])
  await pool.query(
    `UPDATE digest_sending SET state = 'sending', finished_at = NULL,
       claimed_at = now() - interval '1 hour'`,
  )
  expect(await sendDue(context, now)).toEqual([])
  const { subscriptions } = await listDigests(pool, now)
  expect(subscriptions).toMatchObject([
    { id, last: { state: 'failed', reason: expect.stringContaining('may have arrived') } },
  ])
  expect(hook.received).toEqual([])
})

test('addresses and secrets are neither listed nor audited', async () => {
  const hook = await receiver(200)
  const { secret = '' } = await made({ channel: 'slack', target: hook.url })
  await made({ channel: 'email', target: 'ann.smith@example.com' })
  expect(secret).toMatch(/^[0-9a-f]{64}$/)
  const { rows } = await pool.query('SELECT * FROM audit')
  const shown = JSON.stringify([await listDigests(pool, now), rows])
  for (const hidden of [secret, 'very-secret', 'ann.smith']) expect(shown).not.toContain(hidden)
  expect(shown).toContain('a…@example.com')
})

test.each([
  [{ channel: 'slack', target: 'ftp://example.com/x' }, /https:\/\/ or http:\/\//],
  [{ channel: 'slack', target: 'javascript:alert(1)' }, /https:\/\/ or http:\/\//],
  [{ channel: 'teams', target: 'https://me:pw@example.com/' }, /user or password/],
  [{ channel: 'email', target: 'ann@example.com\nBcc: all@example.com' }, /e-mail addresses/],
  [{ channel: 'email', target: 'a@example.com', timeZone: 'Mars/Olympus' }, /time zone/],
  [{ channel: 'email', target: 'a@example.com', hour: 24 }, /0 to 23/],
])('%o is refused', (given, message) => {
  const read = digestActShape.safeParse({ kind: 'add', ...at, ...given })
  expect(read.error?.issues[0]?.message).toMatch(message)
})
