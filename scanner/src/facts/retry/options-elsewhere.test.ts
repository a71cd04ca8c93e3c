import { describe, expect, it } from 'vitest'
import type { Language } from '../../model'
import { assembledOf, findingsOf, layersOf, read } from '../testing'

const queue = (options: string, before = '') => `import { Queue } from 'bullmq'
${before}
export class Mails {
  start() { this.queue = new Queue('mail', ${options}) }
  options() { return { connection, defaultJobOptions: { attempts: 5 } } }
}`
const CASES: [Language, string, string[]][] = [
  ['typescript', queue('this.options()'), ['queue bullmq 5 ->']],
  [
    'typescript',
    queue(
      'options',
      'const jobs = { attempts: 4, backoff: 3 }\nconst options = { connection, defaultJobOptions: jobs }',
    ),
    ['queue bullmq 4 ->'],
  ],
  [
    'typescript',
    queue('{ ...base, connection }', 'const base = { defaultJobOptions: { attempts: 6 } }'),
    ['queue bullmq 6 ->'],
  ],
  ['typescript', queue('{ connection }'), []],
  [
    'typescript',
    `import got from 'got'
async function send(url) {
  const options = { timeout: 1, retry: { limit: 4 } }
  return got.put(url, { ...options, headers })
}
async function other(url) { const options = {}; return got.put(url, options) }`,
    ['client-setting got 5 -> got.put', 'sdk-default got 3 -> got.put'],
  ],
  [
    'typescript',
    `import got from 'got'
async function send(url) {
  const options = { timeout: 1 }
  options.retry = 7
  return got.put(url, options)
}`,
    ['client-setting got 8 -> got.put'],
  ],
]

const send = (body: string, before = '') => `import got from 'got'
${before}
async function send(url, slow, overrides) {
  ${body}
}`
const set = 'const options = { timeout: 1, retry: 3 }'
const SURE: [string, string][] = [
  [send(`${set}; options.retry = 7; return got.put(url, options)`), '8'],
  [send(`${set}; const sent = await got.put(url, options); options.retry = 7; return sent`), '4'],
  [send(`${set}; if (slow) { options.retry = 7 } return got.put(url, options)`), 'unknown'],
  [send(`${set}; if (slow) options.retry = 7; return got.put(url, options)`), 'unknown'],
  [send(`${set}; if (slow) { options.retry = 7; return got.put(url, options) }`), '8'],
  [
    send(`${set}; if (slow) options.retry = 7; options.retry = 5; return got.put(url, options)`),
    '6',
  ],
  [send('return got.put(url, { retry: 3, ...overrides })'), 'unknown'],
  [send('return got.put(url, { ...overrides, retry: 3 })'), '4'],
  [send('return got.put(url, { retry: 3, ...base })', 'const base = { retry: 6 }'), '7'],
  [send('return got.put(url, { retry: 3, ...base })', 'const base = { timeout: 6 }'), '4'],
  [send('return got.put(url, { retry: 3, ...(slow && { timeout: 9 }) })'), '4'],
  [send('return got.put(url, { retry: 3, ...base })', 'const base = { ...read() }'), 'unknown'],
  [send('const base = read(); return got.put(url, { retry: 3, ...base })'), 'unknown'],
  [send('return got.put(url, { retry: 3, ...(slow ? { retry: 9 } : {}) })'), 'unknown'],
]

it.each(SURE)('only what is surely so when it is called: %s', async (source, attempts) => {
  expect(await layersOf('typescript', source)).toEqual([
    expect.stringMatching(new RegExp(`^client-setting got ${attempts} ->`)),
  ])
})

it.each(CASES)('options of the same file: %s %s', async (language, source, expected) => {
  expect(await layersOf(language, source)).toEqual(expected)
})

describe('options of another file', () => {
  const worker = `import { Queue, Worker } from 'bullmq'
import Stripe from 'stripe'
import { JOBS } from './options'
const stripe = new Stripe('k')
export const bills = new Queue('bills', { connection, defaultJobOptions: JOBS })
new Worker('bills', async (job) => { await stripe.charges.create(job) })`
  const arithmetic = async (options: string) =>
    (
      await findingsOf(
        { 'w.ts': worker, 'options.ts': options },
        { 'package.json': '{"dependencies":{"stripe":"17.4.0"}}' },
      )
    ).find(({ rule }) => rule === 'retry-path/duplicated')?.data?.arithmetic

  it.each([
    ['export const JOBS = { removeOnFail: true, attempts: 4 }', '4 queue × 3 SDK = 12'],
    ['export const JOBS = { removeOnFail: true, attempts: 1 }', undefined],
    ['export const JOBS = { removeOnFail: true }', undefined],
  ])('%s', async (options, expected) => {
    expect(await arithmetic(options)).toBe(expected)
  })
})

it('the number that may be overruled is told beside what may do it', async () => {
  const { retryLayers } = await read(
    'typescript',
    send('return got.put(url, { retry: 3, ...overrides })'),
  )
  expect(retryLayers.map(({ basis }) => basis)).toEqual(['retry: 3, ...overrides'])
})

describe('options of another file, spread over a number', () => {
  it.each([
    ['export const JOBS = { attempts: 4 }', '4 queue × 3 SDK = 12'],
    ['export const JOBS = make()', 'unknown queue × 3 SDK = unknown'],
  ])('%s', async (options, expected) => {
    const worker = `import { Queue, Worker } from 'bullmq'
import Stripe from 'stripe'
import { JOBS } from './options'
const stripe = new Stripe('k')
export const bills = new Queue('bills', { connection, defaultJobOptions: { attempts: 2, ...JOBS } })
new Worker('bills', async (job) => { await stripe.charges.create(job) })`
    const found = await findingsOf(
      { 'w.ts': worker, 'options.ts': options },
      { 'package.json': '{"dependencies":{"stripe":"17.4.0"}}' },
    )
    const path = found.find(({ rule }) => rule === 'retry-path/duplicated')
    expect(path?.data?.arithmetic).toBe(expected)
  })
})

const java = (body: string) => ({
  'A.java': `package a;
import io.github.resilience4j.decorators.Decorators;
import io.github.resilience4j.reactor.retry.RetryOperator;
import io.github.resilience4j.retry.*;
import reactor.core.publisher.Mono;
class A {
  private final Retry retry;
  A(RetryRegistry retryRegistry) { this.retry = retryRegistry.retry("orders"); }
  Object send() { ${body} }
}`,
})
const yaml = 'resilience4j:\n  retry:\n    instances:\n      orders:\n        maxAttempts: 6\n'

describe("Resilience4j's decorators and operators", () => {
  it.each([
    [
      'return Decorators.ofSupplier(() -> http.post("x")).withBulkhead(b).withRetry(retry).get();',
      'http.post',
    ],
    ['return http.post("x").transform(RetryOperator.of(retry));', 'http.post'],
  ])('%s', async (body, repeated) => {
    const layers = await layersOf('java', java(body)['A.java'])
    expect(layers).toEqual([
      expect.stringMatching(/^wrapper io.github.resilience4j:resilience4j-retry 3 -> /),
    ])
    expect(layers[0]).toContain(repeated)
    const found = await assembledOf(java(body), { 'src/main/resources/application.yml': yaml })
    const flows = found.flatMap(({ data }) => data?.flow ?? []) as {
      layers: { attempts: number }[]
    }[]
    expect(flows.flatMap(({ layers: all }) => all.map(({ attempts }) => attempts))).toEqual([6])
  })
})
