import { describe, expect, it } from 'vitest'
import type { Finding } from '../../model'
import { assembledOf } from '../testing'

interface Said {
  naive: unknown
  gated: unknown
  gates: { reason: string; removes?: string }[]
  unboundedBecause?: unknown[]
}

const flowTo = (found: Finding[], label: string): Said | undefined =>
  found
    .filter(({ rule }) => rule === 'flow/segment')
    .map(({ data }) => data?.flow as Said & { outgoing: { label: string } })
    .find(({ outgoing }) => outgoing.label.includes(label))

const sums = (said: Said | undefined) =>
  said && {
    naive: said.naive,
    gated: said.gated,
    gates: said.gates.map(({ reason, removes }) => `${removes}: ${reason}`),
  }

const send = (options: string, before = '') => ({
  'a.ts': `import { Queue } from 'bullmq'
import { backOff } from 'exponential-backoff'
const mailQueue = new Queue('mail')
export async function order(id) {
  ${before}
  await backOff(() => mailQueue.add('send', { id }, ${options}), { numOfAttempts: 3 })
}`,
})

describe('a job with an id that its queue knows', () => {
  const reason = 'the queue does not take a job again whose id it has'

  it.each([["{ jobId: 'mail-1' }"], ["{ jobId: 'mail-' + id }"], ['{ deduplication: { id } }']])(
    'is one job however often it is added: %s',
    async (options) => {
      expect(sums(flowTo(await assembledOf(send(options)), 'mail'))).toEqual({
        naive: 3,
        gated: 1,
        gates: [`3 wrapper: ${reason}`],
      })
    },
  )

  it.each([
    ['{ removeOnFail: true }', ''],
    ['{ jobId: randomUUID() }', ''],
    ['{ jobId }', "const jobId = 'mail-' + new Date().toISOString()"],
  ])('is another each time with %s', async (options, before) => {
    expect(sums(flowTo(await assembledOf(send(options, before)), 'mail'))).toEqual({
      naive: 3,
      gated: 3,
      gates: [],
    })
  })

  it.each([
    ["{ jobId: 'mail-' + user.id }", 1],
    ['{ removeOnFail: true }', 3],
    ['{ jobId: user.id + Date.now() }', 3],
  ])('is one job among many that are added at once: %s', async (opts, gated) => {
    const source = `import { Queue } from 'bullmq'
import { backOff } from 'exponential-backoff'
const mailQueue = new Queue('mail')
export async function all(users) {
  await backOff(
    () => mailQueue.addBulk(users.map((user) => ({ name: 'send', data: user, opts: ${opts} }))),
    { numOfAttempts: 3 },
  )
}`
    const said = flowTo(await assembledOf({ 'a.ts': source }), 'mail')
    expect([said?.naive, said?.gated]).toEqual([3, gated])
  })

  it('is no endless adding to the own queue', async () => {
    const consumer = (options: string) => ({
      'w.ts': `import { Queue, Worker } from 'bullmq'
import Stripe from 'stripe'
const stripe = new Stripe('k')
const bills = new Queue('bills', { defaultJobOptions: { attempts: 5 } })
new Worker('bills', async (job) => {
  try { await stripe.charges.create(job) } catch (error) {
    await bills.add('again', {}, ${options})
    throw error
  }
})`,
    })
    const manifests = { 'package.json': '{"dependencies":{"stripe":"17.4.0"}}' }
    const steady = await assembledOf(consumer("{ jobId: 'again' }"), manifests)
    const open = await assembledOf(consumer('{ priority: 1 }'), manifests)
    const rules = (all: Finding[]) => all.map(({ rule }) => rule)
    expect(rules(open)).toContain('retry-path/self-requeue')
    expect(rules(steady)).not.toContain('retry-path/self-requeue')
    const path = steady.find(({ rule }) => rule === 'retry-path/duplicated')?.data
    expect(path).toMatchObject({
      ...{ attempts: 15, naive: 'unbounded', gated: 15 },
      gates: [
        {
          reason: 'bills does not take a job again whose id it has',
          removes: 'self-requeue',
          ...{ path: 'w.ts', line: 7 },
        },
      ],
    })
    expect(path).not.toHaveProperty('unboundedBecause')
  })
})

const java = (retryFor: string, thrown = 'Refused', above = 'RuntimeException') => ({
  'src/shop/Payments.java': `package shop;
import org.springframework.retry.annotation.Retryable;
import org.springframework.web.client.RestTemplate;
class Payments {
  private RestTemplate rest;
  private Ledger ledger;
  @Retryable(${retryFor}maxAttempts = 4)
  public void pay() { ledger.book(); }
}`,
  'src/shop/Ledger.java': `package shop;
import org.springframework.retry.annotation.Retryable;
import org.springframework.web.client.RestTemplate;
class Ledger {
  private RestTemplate rest;
  public void book() {
    try {
      rest.getForObject("http://ledger/book", String.class);
    } catch (Exception e) {
      throw new ${thrown}("no");
    }
  }
}`,
  'src/shop/Refused.java': `package shop;\nclass Refused extends ${above} {}`,
  'src/shop/Failure.java': 'package shop;\nclass Failure extends RuntimeException {}',
})

const MANY = 'ConnectTimeout.class, ReadTimeout.class, GatewayTimeout.class'
const MANIER = Array.from({ length: 20 }, () => MANY).join(', ')

describe('a layer that repeats on some classes of errors', () => {
  const gate = '4 decorator: every error leaves as Refused, on which it does not repeat'

  it.each([
    ['does not repeat on another', 'retryFor = Timeout.class, ', 'RuntimeException', 1],
    ['repeats on that class', 'retryFor = { Timeout.class, Refused.class }, ', 'Failure', 4],
    ['repeats on the last of many', `retryFor = { ${MANY}, Refused.class }, `, 'Failure', 4],
    ['is not told what many more are', `retryFor = { ${MANIER}, Refused.class }, `, 'Failure', 4],
    ['repeats on what it extends', 'retryFor = Failure.class, ', 'Failure', 4],
    ['repeats on every error', 'retryFor = Exception.class, ', 'RuntimeException', 4],
    ['repeats where nobody says on what', '', 'RuntimeException', 4],
    ['is not told what a class from elsewhere is', 'retryFor = Timeout.class, ', 'lib.Broken', 4],
  ])('%s', async (_, retryFor, above, gated) => {
    const found = await assembledOf(java(retryFor, 'Refused', above))
    expect(sums(flowTo(found, 'ledger/book'))).toEqual({
      naive: 4,
      gated,
      gates: gated === 1 ? [gate] : [],
    })
  })

  it('is read in Python too', async () => {
    const found = await assembledOf({
      'a.py': `import requests
from tenacity import retry, stop_after_attempt, retry_if_exception_type

class Refused(Exception):
    pass

class Late(Exception):
    pass

@retry(stop=stop_after_attempt(3), retry=retry_if_exception_type(Late))
def pay():
    book()

def book():
    try:
        requests.get("http://ledger/book")
    except Exception as error:
        raise Refused("no") from error
`,
    })
    expect(sums(flowTo(found, 'ledger/book'))).toEqual({
      naive: 3,
      gated: 1,
      gates: ['3 decorator: every error leaves as Refused, on which it does not repeat'],
    })
  })
})

describe('a deadline', () => {
  it('is spent by the pauses of what is inside, too', async () => {
    const found = await assembledOf({
      'a.py': `import requests
from tenacity import retry, stop_after_attempt, stop_after_delay, wait_fixed
import backoff

@backoff.on_exception(backoff.constant, Exception, max_tries=5, max_time=20)
def outer():
    inner()

@retry(stop=stop_after_attempt(4), wait=wait_fixed(3))
def inner():
    requests.get("http://ledger/book")
`,
    })
    const said = flowTo(found, 'ledger/book')
    expect(said).toMatchObject({ naive: 20, gated: 12 })
    expect(said?.gates.map(({ reason }) => reason)).toEqual([
      'the pauses of backoff and of what is inside leave room for 3 within its deadline (max_time: 20)',
    ])
  })
})

describe('a layer that repeats only on errors of a database', () => {
  const source = (error: string) => ({
    'a/Orders.java': `package a;
import org.springframework.retry.annotation.Retryable;
import org.springframework.web.client.RestTemplate;
class Orders {
  private final RestTemplate rest;
  @Retryable(value = {${error}.class}, maxAttempts = 2)
  public void submit(String id) { rest.postForObject("http://stock/take", id, String.class); }
}`,
  })

  it('does not repeat a request', async () => {
    const found = await assembledOf(source('OptimisticLockingFailureException'))
    expect(sums(flowTo(found, 'take'))).toEqual({
      naive: 2,
      gated: 1,
      gates: ['2 decorator: it repeats only on OptimisticLockingFailureException'],
    })
    expect(found.filter(({ rule }) => rule.startsWith('retry-path'))).toEqual([])
  })

  it('repeats it on another error', async () => {
    const found = await assembledOf(source('ResourceAccessException'))
    expect(sums(flowTo(found, 'take'))).toEqual({ naive: 2, gated: 2, gates: [] })
  })
})
