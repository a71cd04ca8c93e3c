import { describe, expect, it } from 'vitest'
import { findingsOf } from '../testing'

const BACKOFF = "import { backOff } from 'exponential-backoff'\n"
const manifest = (version: string) => ({
  'package.json': `{"dependencies":{"stripe":"^${version}"}}`,
})
const wrapped = `${BACKOFF}import Stripe from 'stripe'
const stripe = new Stripe(key)
export async function charge() {
  await backOff(() => stripe.charges.create(x), { numOfAttempts: 3 })
}`

const arithmetic = async (sources: Record<string, string>, manifests = {}) =>
  (await findingsOf(sources, manifests)).map((one) => one.data?.arithmetic)

describe('duplicated retry layers', () => {
  it('multiply a wrapper with the default of the version in use', async () => {
    expect(await arithmetic({ 'a.ts': wrapped }, manifest('12.18.0'))).toEqual([])
    expect(await arithmetic({ 'a.ts': wrapped }, manifest('16.8.0'))).toEqual([
      '3 wrapper × 2 SDK = 6',
    ])
    expect(await arithmetic({ 'a.ts': wrapped }, manifest('17.4.0'))).toEqual([
      '3 wrapper × 3 SDK = 9',
    ])
  })

  it('tell place, identity, flow and layers', async () => {
    const [one] = await findingsOf({ 'a.ts': wrapped }, manifest('17.4.0'))
    expect(one).toMatchObject({
      rule: 'retry-path/duplicated',
      path: 'a.ts',
      symbol: 'charge',
      identity: 'retry-path/duplicated|a.ts|charge|stripe.charges.create',
      data: {
        attempts: 9,
        outbound: 'stripe.charges.create',
        layers: [{ attempts: 3 }, { attempts: 3 }],
      },
    })
    expect(one?.flow?.at(0)?.message).toBe('entry charge')
    expect(one?.flow?.at(-1)?.message).toBe('outbound stripe.charges.create')
    expect(one?.snippet).toContain('backOff')
  })

  it('read the version of the importer from a pnpm lock file', async () => {
    const lock = `lockfileVersion: '9.0'\n\nimporters:\n\n  .:\n    dependencies:\n      stripe:\n        specifier: ^12\n        version: 12.0.0\n\n  worker:\n    dependencies:\n      stripe:\n        specifier: ^17\n        version: 17.4.0(x)\n\npackages:\n`
    const [one] = await findingsOf({ 'worker/a.ts': wrapped }, { 'pnpm-lock.yaml': lock })
    expect(one?.data?.layers).toMatchObject([
      {},
      { basis: 'default of stripe 17.4.0 (pnpm-lock.yaml)' },
    ])
  })

  it('assume the newest default when no manifest says a version', async () => {
    const [one] = await findingsOf({ 'a.ts': wrapped })
    expect(one?.data?.layers).toMatchObject([{ source: 'explicit' }, { source: 'assumed' }])
  })

  it('follow direct calls into other files', async () => {
    const outer = `${BACKOFF}import { charge } from './pay'\nexport const job = () => backOff(() => charge(), { numOfAttempts: 5 })`
    const found = await findingsOf(
      { 'src/job.ts': outer, 'src/pay.ts': wrapped },
      manifest('17.0.0'),
    )
    expect(found.map((one) => [one.path, one.data?.arithmetic])).toEqual([
      ['src/pay.ts', '5 wrapper × 3 wrapper × 3 SDK = 45'],
    ])
  })

  it('see a client that another file makes, and a workspace package', async () => {
    const files = {
      'packages/pay/src/index.ts':
        "import Stripe from 'stripe'\nexport const stripe = new Stripe(key)",
      'web/a.ts': `${BACKOFF}import { stripe } from '@acme/pay'\nexport const f = () => backOff(() => stripe.charges.create(1), { numOfAttempts: 2 })`,
    }
    const manifests = {
      'packages/pay/package.json': '{"name":"@acme/pay","dependencies":{"stripe":"16.0.0"}}',
    }
    expect(await arithmetic(files, manifests)).toEqual(['2 wrapper × 2 SDK = 4'])
  })

  it("apply a repository's own helper where it is used", async () => {
    const helper = `export async function withRetry(fn) {
  for (let attempt = 0; attempt < 4; attempt++) {
    try { return await fn() } catch (e) { await sleep(1) }
  }
}`
    const use =
      "import { withRetry } from './retry'\nimport Stripe from 'stripe'\nconst s = new Stripe(k)\nexport const f = () => withRetry(() => s.charges.create(1))"
    expect(await arithmetic({ 'retry.ts': helper, 'use.ts': use }, manifest('17.0.0'))).toEqual([
      '4 loop × 3 SDK = 12',
    ])
  })

  it('name what is unbounded or unknown, never count it as one', async () => {
    const python =
      'from tenacity import retry\nimport boto3\ns3 = boto3.client("s3")\n@retry\ndef put():\n  s3.put_object()\n'
    expect(await arithmetic({ 'a.py': python })).toEqual([
      'unbounded decorator × 5 SDK = unbounded',
    ])
    const unknown = wrapped.replace('numOfAttempts: 3', 'numOfAttempts: env.N')
    expect(await arithmetic({ 'a.ts': unknown }, manifest('17.0.0'))).toEqual([
      'unknown wrapper × 3 SDK = unknown',
    ])
  })

  it('never multiply layers around different calls', async () => {
    const apart = `${BACKOFF}
export async function f() {
  await backOff(() => api.send(1), { numOfAttempts: 3 })
  await backOff(() => api.send(1), { numOfAttempts: 4 })
  await backOff(() => other.post(1), { numOfAttempts: 5 })
}`
    expect(await arithmetic({ 'a.ts': apart })).toEqual([])
    const beside = `${BACKOFF}import Stripe from 'stripe'
const stripe = new Stripe(key)
export async function f() {
  await stripe.charges.create(1)
  await backOff(() => api.send(1), { numOfAttempts: 3 })
}`
    expect(await arithmetic({ 'a.ts': beside }, manifest('17.0.0'))).toEqual([])
  })

  it('follow Java classes by field type and Python modules', async () => {
    const mark = 'import org.springframework.retry.annotation.Retryable;\n'
    const java = {
      'src/main/java/com/acme/A.java': `package com.acme;\n${mark}class A { private final B b; @Retryable void f() { b.send(); } }`,
      'src/main/java/com/acme/B.java': `package com.acme;\n${mark}class B { @Retryable(maxAttempts = 4) void send() { rest.postForEntity(1); } }`,
    }
    expect(await arithmetic(java)).toEqual(['3 decorator × 4 decorator = 12'])
    const python = {
      'app/jobs.py':
        'import stamina\nfrom app.client import send\n@stamina.retry(on=E, attempts=2)\ndef job():\n  send()\n',
      'app/client.py':
        'import stamina\n@stamina.retry(on=E, attempts=3)\ndef send():\n  requests.post(1)\n',
    }
    expect(await arithmetic(python)).toEqual(['2 decorator × 3 decorator = 6'])
  })

  it('leave tests alone', async () => {
    expect(await arithmetic({ 'src/__tests__/a.ts': wrapped }, manifest('17.0.0'))).toEqual([])
  })
})
