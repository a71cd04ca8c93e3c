import { describe, expect, it } from 'vitest'
import type { Finding } from '../../model'
import { assembledOf } from '../testing'

interface Said {
  outgoing: { label: string }
  naive: unknown
  layers: unknown[]
  fanOut?: { over: string; line: number; symbol: string; at: number; outer: number }[]
}

const flows = (found: Finding[]): Said[] =>
  found
    .filter(({ rule }) => rule === 'flow/segment')
    .map(({ data }) => data?.flow as Said)
    .filter(({ outgoing }) => outgoing.label !== 'no further call')

const overOf = async (sources: Record<string, string>) =>
  flows(await assembledOf(sources)).map(({ fanOut }) => fanOut?.map(({ over }) => over) ?? [])

const script = (body: string) => ({
  'a.ts': `import { Queue } from 'bullmq'
import pLimit from 'p-limit'
const limit = pLimit(4)
const mailQueue = new Queue('mail')
app.get('/orders', async (req, res) => {
  const orders = await load()
  ${body}
})`,
})
const send = "fetch('https://mail/send', { method: 'POST' })"

describe('a call once for each element in TypeScript', () => {
  it.each([
    [`for (const order of orders) await ${send}`, ['orders']],
    [`for (let i = 0; i < orders.length; i++) { await ${send} }`, ['orders']],
    [`for await (const order of find()) { await ${send} }`, ['find()']],
    [`await Promise.all(orders.map((order) => ${send}))`, ['orders']],
    [
      `await Promise.all(orders.filter((o) => o.open).map(async () => { await ${send} }))`,
      ['orders'],
    ],
    [`await Promise.all(orders.map((order) => limit(() => ${send})))`, ['orders']],
    [`await pMap(orders, () => ${send})`, ['orders']],
    [`orders.forEach((order) => { setup(order); void ${send} })`, ['orders']],
    [
      `for (const order of orders) { for (const line of order.lines) await ${send} }`,
      ['orders', 'order.lines'],
    ],
    [`for (const message of messages) { await ${send} }`, ['messages']],
    ['await mailQueue.addBulk(orders.map((order) => ({ name: order.id })))', ['orders']],
    ["for (const order of orders) await mailQueue.add('send', order)", ['orders']],
    [`for (const part of chunk(orders, 100)) await ${send}`, ['chunk(orders, 100)']],
  ])('%s', async (body, over) => {
    expect(await overOf(script(body))).toEqual([over])
  })

  it.each([
    [`await ${send}`],
    [`for (const to of ['a', 'b']) await ${send}`],
    [`for (const delay of delays) { try { return await ${send} } catch { await sleep(delay) } }`],
    [
      `for (let attempt = 0; attempt < 3; attempt++) { try { return await ${send} } catch (error) { log(error) } }`,
    ],
    [`for (const order of orders) use(order); await ${send}`],
    [`for (const order of await (await ${send}).json()) use(order)`],
    [`for await (const message of consumer) { await ${send} }`],
    [`for await (const message of bus.messages()) { await ${send} }`],
    [`for (const order of orders) { bus.on(order.id, async () => { await ${send} }) }`],
    [`while (true) { await ${send} }`],
    ["await mailQueue.addBulk([{ name: 'a' }, { name: 'b' }])"],
  ])('is none in %s', async (body) => {
    expect(await overOf(script(body))).toEqual([[]])
  })
})

describe('a call once for each element in other languages', () => {
  const python = (body: string) => ({
    'a.py': `import asyncio, requests, httpx
from celery import shared_task
from fastapi import FastAPI
app = FastAPI()
client = httpx.AsyncClient()
@shared_task
def send(order): requests.post("https://mail/send")
@app.get("/orders")
async def orders():
    ${body}
`,
  })
  const go = (body: string) => ({
    'a.go': `package a
import "net/http"
func serve() { http.HandleFunc("/orders", handle) }
func handle(w http.ResponseWriter, r *http.Request) {
	${body}
}`,
  })
  const java = (body: string) => ({
    'A.java': `package a;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.bind.annotation.*;
@RestController class A {
  private final RestTemplate restTemplate = new RestTemplate();
  @GetMapping("/orders") void all(List<Order> orders) {
    ${body}
  }
}`,
  })
  const post = 'requests.post("https://mail/send")'
  const get = 'http.Get("https://mail/send")'
  const exchange = 'restTemplate.postForObject("https://mail/send", o, String.class)'
  it.each([
    [python(`for order in load():\n        ${post}`), ['load()']],
    [python(`return [${post} for order in load()]`), ['load()']],
    [
      python('await asyncio.gather(*(client.post("https://mail/send") for order in load()))'),
      ['load()'],
    ],
    [python('for order in load():\n        send.delay(order)'), ['load()']],
    [go(`for _, o := range orders { go func() { ${get} }() }`), ['orders']],
    [go(`for _, o := range orders { group.Go(func() error { ${get}; return nil }) }`), ['orders']],
    [go(`for d := range deliveries { ${get} }`), []],
    [java(`for (Order o : orders) { ${exchange}; }`), ['orders']],
    [java(`orders.stream().filter(o -> o.open()).map(o -> ${exchange}).toList();`), ['orders']],
    [java(`Optional.of(orders).map(o -> ${exchange});`), []],
    [java(`for (Order o : orders) { executor.submit(() -> ${exchange}); }`), ['orders']],
  ])('%o', async (sources, over) => {
    const found = await overOf(sources)
    expect(found).toContainEqual(over)
  })
})

describe('where it stands', () => {
  const sources = {
    'w.ts': `import { Queue, Worker } from 'bullmq'
import { bill } from './bill'
new Queue('bills', { defaultJobOptions: { attempts: 5 } })
new Worker('bills', async (job) => {
  for (const account of job.data.accounts) await bill(account)
})`,
    'bill.ts': `import Stripe from 'stripe'
import { backOff } from 'exponential-backoff'
const stripe = new Stripe('k')
export async function bill(account) {
  await backOff(async () => {
    for (const charge of account.charges) await stripe.charges.create(charge)
  }, { numOfAttempts: 3 })
}`,
  }
  const manifests = { 'package.json': '{"dependencies":{"stripe":"17.4.0"}}' }
  const plain = {
    'w.ts': sources['w.ts'].replace('for (const account of job.data.accounts) ', ''),
    'bill.ts': sources['bill.ts'].replace('for (const charge of account.charges) ', ''),
  }
  const path = async (from: Record<string, string>) =>
    (await assembledOf(from, manifests)).find(({ rule }) => rule === 'retry-path/duplicated')

  it('is a symbol of the arithmetic, with its place on the path among the layers', async () => {
    const found = await path(sources)
    expect(found?.data?.arithmetic).toBe('5 queue × 3 wrapper × 3 SDK = 45, × N × M')
    expect(found?.data?.fanOut).toEqual([
      { over: 'job.data.accounts', path: 'w.ts', line: 5, symbol: '', at: 0, outer: 1 },
      { over: 'account.charges', path: 'bill.ts', line: 6, symbol: 'bill', at: 1, outer: 2 },
    ])
    expect(found?.flow?.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^bullmq repeats/),
      'entry bills',
      'once for each of job.data.accounts',
      'calls bill',
      expect.stringMatching(/^exponential-backoff repeats/),
      'once for each of account.charges',
      expect.stringMatching(/^stripe repeats/),
      'outbound stripe.charges.create',
    ])
  })

  it('changes neither attempts nor identity, and is no layer', async () => {
    const [with_, without] = [await path(sources), await path(plain)]
    const said = (one: Finding | undefined) => [
      ...[one?.identity, one?.data?.attempts, one?.data?.naive, one?.data?.gated],
      Array.isArray(one?.data?.layers) && one.data.layers.length,
    ]
    expect(said(with_)).toEqual(said(without))
    expect(without?.data?.arithmetic).toBe('5 queue × 3 wrapper × 3 SDK = 45')
    expect(without?.data).not.toHaveProperty('fanOut')
  })

  it('makes no duplicated path of one layer', async () => {
    const one = { 'a.ts': script(`for (const order of orders) await ${send}`)['a.ts'] }
    const rules = (await assembledOf(one)).map(({ rule }) => rule)
    expect(rules).not.toContain('retry-path/duplicated')
  })

  it('is told where the same call is also reached without it', async () => {
    const both = {
      ...sources,
      'w.ts': sources['w.ts'].replace('for (const', 'await bill(job.data)\n  for (const'),
    }
    expect((await path(both))?.data?.arithmetic).toMatch(/, × N × M$/)
  })
})
