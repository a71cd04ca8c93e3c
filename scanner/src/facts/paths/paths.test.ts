import { describe, expect, it } from 'vitest'
import { findingsOf, read } from '../testing'

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
  (await findingsOf(sources, manifests))
    .filter((one) => !one.rule.startsWith('decision/'))
    .map((one) => one.data?.arithmetic)

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

  describe('by a decorator of the repository', () => {
    const helper = `import tenacity
def retry_builder(tries=20, delay=1):
    stop = tenacity.stop_after_attempt(tries) if tries >= 0 else tenacity.stop_never
    def with_default(func):
        @tenacity.retry(stop=stop)
        def wrapped(*args, **kwargs):
            return func(*args, **kwargs)
        return wrapped
    return with_default
`
    const caller = (mark: string) => `from retrying import retry_builder
import requests
${mark}
def send(body):
    return requests.post("http://stock/take", json=body)
def other(body):
    return requests.post("http://stock/other", json=body)
`
    it.each([
      ['@retry_builder(tries=3, delay=2)', '3 decorator = 3'],
      ['@retry_builder(max_retries=3)', '4 decorator = 4'],
      ['@retry_builder()', 'unknown decorator = unknown'],
    ])('what it stands on is done again: %s', async (mark, expected) => {
      expect(await arithmetic({ 'retrying.py': helper, 'stock.py': caller(mark) })).toEqual([
        expected,
      ])
    })

    it('multiplies with the loop that it is', async () => {
      const loop = `import time
def with_retry(func):
    def wrapped(*args):
        for attempt in range(5):
            try:
                return func(*args)
            except Exception:
                time.sleep(attempt)
    return wrapped
`
      const source = `from again import with_retry
import boto3
s3 = boto3.client("s3")
@with_retry
def put(body):
    s3.put_object(Body=body)
`
      expect(await arithmetic({ 'again.py': loop, 'store.py': source })).toEqual([
        '5 loop × 5 SDK = 25',
      ])
    })
  })

  it('know a client by the type of its field, whatever method gave it', async () => {
    const source = `import { BlobServiceClient, ContainerClient } from '@azure/storage-blob'
import { backOff } from 'exponential-backoff'
export class Store {
  private client: ContainerClient
  constructor(url: string) {
    const service = new BlobServiceClient(url)
    this.client = service.getContainerClient('files')
  }
  async remove(name: string) {
    const blob = this.client.getBlobClient(name)
    await backOff(() => blob.deleteIfExists(), { numOfAttempts: 3 })
  }
}`
    const other = `import * as oci from 'oci-objectstorage'
export class Other {
  private client: oci.ObjectStorageClient
  constructor() { this.client = new oci.ObjectStorageClient({}) }
  async remove(name: string) { await this.client.deleteObject(name) }
}`
    const found = await arithmetic({ 'a.ts': `${source}\n${other}` })
    expect(found).toEqual(['3 wrapper × 4 SDK = 12'])
    const { receivers } = await read('typescript', `${source}\n${other}`)
    expect(receivers?.['Other#client']).toBe('oci.ObjectStorageClient')
  })

  it('do not multiply overloads, which share a name and not their annotations', async () => {
    const source = `package a;
import org.springframework.retry.annotation.Retryable;
import org.springframework.web.client.RestTemplate;
class Callbacks {
  private final RestTemplate rest;
  @Retryable(maxAttempts = 3)
  public String send(String url) { return rest.postForObject("http://callbacks/a", url, String.class); }
  @Retryable(maxAttempts = 4)
  public <T> T send(String url, Class<T> type) { return rest.postForObject("http://callbacks/b", url, type); }
}`
    const found = await findingsOf({ 'a/Callbacks.java': source })
    expect(found.map(({ rule, data }) => [rule, data?.arithmetic])).toEqual([
      ['retry-path/non-idempotent', '3 decorator = 3'],
      ['retry-path/non-idempotent', '4 decorator = 4'],
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

  it('tell a client that is given where its call is repeated, not where it is called before', async () => {
    const source = `${BACKOFF}import type Stripe from 'stripe'
export const pay = async (stripe: Stripe) => {
  await stripe.charges.create(1)
  await backOff(
    () => stripe.charges.create(2),
    { numOfAttempts: 3 },
  )
}`
    const [found] = (await findingsOf({ 'a.ts': source }, manifest('17.0.0'))).filter(
      (one) => one.rule === 'retry-path/duplicated',
    )
    const layers = found?.data?.layers as { mechanism: string; line: number }[]
    const lines = source.split('\n')
    expect(layers.map(({ line }) => lines[line - 1]?.trim())).toEqual([
      'await backOff(',
      '() => stripe.charges.create(2),',
    ])
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

  it.each([
    ['i < maxRetries', '{ maxRetries: 3 }', 3],
    ['i <= maxRetries', '{ maxRetries: 3 }', 4],
    ['i <= attempts', '{ attempts: 3 }', 4],
    ['i < attempts + 1', '{ attempts: 3 }', 4],
    ['i < max', '{ maxRetries: 3 }', 4],
    ['i < maxRetries', '{ pause: 9 }', 'unknown'],
    ['i < maxRetries', '{ maxRetries }', 'unknown'],
  ])(
    'let the bound of a helper (%s) count what it is given (%s)',
    async (bound, given, attempts) => {
      const helper = `export async function withRetry(fn, { maxRetries, attempts, max }) {
  for (let i = 0; ${bound}; i++) {
    try { return await fn() } catch (e) { await sleep(1) /* retry */ }
  }
}`
      const use = `import { withRetry } from './again'\nimport Stripe from 'stripe'\nconst s = new Stripe(k)\nexport const f = () => withRetry(() => s.charges.create(1), ${given})`
      const all = typeof attempts === 'number' ? attempts * 3 : attempts
      expect(await arithmetic({ 'again.ts': helper, 'use.ts': use }, manifest('17.0.0'))).toEqual([
        `${attempts} loop × 3 SDK = ${all}`,
      ])
    },
  )

  it('do not give a helper the numbers that its work gives to others', async () => {
    const helper = `export async function withRetry(fn, { tries }) {
  for (let i = 0; i < tries; i++) {
    try { return await fn() } catch (e) { await sleep(1) /* retry */ }
  }
}`
    const use = (work: string) =>
      `import { withRetry } from './again'\nimport Stripe from 'stripe'\nconst s = new Stripe(k)\nexport const f = () => withRetry(${work}, options)`
    const unknown = ['unknown loop × 3 SDK = unknown']
    for (const work of [
      '() => s.charges.create(1, { attempts: 5 })',
      'async () => { const tries = 5; await s.charges.create({ tries: 5 }) }',
    ]) {
      const files = { 'again.ts': helper, 'use.ts': use(work) }
      expect(await arithmetic(files, manifest('17.0.0'))).toEqual(unknown)
    }
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
        'import requests\nimport stamina\n@stamina.retry(on=E, attempts=3)\ndef send():\n  requests.get(1)\n',
    }
    expect(await arithmetic(python)).toEqual(['2 decorator × 3 decorator = 6'])
  })

  it('leave tests alone', async () => {
    expect(await arithmetic({ 'src/__tests__/a.ts': wrapped }, manifest('17.0.0'))).toEqual([])
  })
})

describe('numbers of attempts', () => {
  const use = (knob: string) => `import { backOff } from 'exponential-backoff'
import Stripe from 'stripe'
import { env } from './env'
import { MAX_ATTEMPTS } from './limits'
const stripe = new Stripe(key)
export const f = () => backOff(() => stripe.charges.create(1), { numOfAttempts: ${knob} })`
  const others = {
    'env.ts': `import { z } from 'zod'
const Schema = z.object({ QUERY_MAX_ATTEMPTS: z.coerce.number().default(4), OTHER: z.string() })
export const env = Schema.parse(process.env)`,
    'limits.ts': 'export const MAX_ATTEMPTS = 6',
  }
  it.each([
    ['env.QUERY_MAX_ATTEMPTS', '4 wrapper × 3 SDK = 12'],
    ['MAX_ATTEMPTS', '6 wrapper × 3 SDK = 18'],
    ['Number(process.env.N ?? 5)', '5 wrapper × 3 SDK = 15'],
    ['env.NEVER_SAID', 'unknown wrapper × 3 SDK = unknown'],
  ])('are read through %s', async (knob, expected) => {
    expect(await arithmetic({ ...others, 'a.ts': use(knob) }, manifest('17.0.0'))).toEqual([
      expected,
    ])
  })
})
