import { describe, expect, it } from 'vitest'
import { assembledOf, findingsOf } from '../testing'

const stripe = (version: string) => ({
  'package.json': `{"name":"app","dependencies":{"stripe":"${version}"}}`,
})
const QUEUES = {
  'src/names.ts': `export enum QueueName {\n  Mail = 'mail-queue',\n  Bill = 'bill-queue',\n}`,
  'src/index.ts': `export * from './names'\nexport * from './bill-queue'`,
  'src/bill-queue.ts': `import { Queue } from 'bullmq'
import { QueueName } from './names'
export class BillQueue {
  private static instance: Queue | null = null
  static getInstance() {
    BillQueue.instance = connected ? new Queue(QueueName.Bill, { defaultJobOptions: { attempts: 5 } }) : null
    return BillQueue.instance
  }
}`,
  'src/manager.ts': `import { Worker, type Processor } from 'bullmq'
export class Manager {
  static register(name: string, processor: Processor, more = {}) {
    return new Worker(name, Manager.timed(processor, name), more)
  }
}`,
}
const processor = (handling: string) => `import Stripe from 'stripe'
import { BillQueue } from './index'
export const bill = async (job) => {
  try { await charge(job) } catch (error) { ${handling} }
}
const charge = async (job) => {
  const stripe = new Stripe(key)
  await stripe.charges.create(job.data)
}`
const app = (name = 'QueueName.Bill') => `import { QueueName } from './index'
import { Manager } from './manager'
import { bill } from './bill'
Manager.register(${name}, bill, { concurrency: 1 })`

const told = async (files: Record<string, string>, version = '17.4.0') =>
  (await findingsOf(files, stripe(version))).map((one) => [one.rule, one.data?.arithmetic])

describe('tasks', () => {
  it('are known by constants of classes, in another file as well', async () => {
    const sources = {
      'constants.py': 'class Tasks(str):\n    MAIL = "send_mail"\n    OTHER = f"{PREFIX}_other"\n',
      'mail.py':
        'from celery import shared_task\nfrom constants import Tasks\n@shared_task(name=Tasks.MAIL)\ndef mail():\n    pass\n',
      'shop.py':
        'from app import celery_app\nfrom constants import Tasks\nfrom celery import shared_task\n@shared_task(name="shop")\ndef shop():\n    celery_app.send_task(Tasks.MAIL)\n',
    }
    const flows = (await assembledOf(sources)).flatMap(({ data }) => data?.flow ?? []) as {
      entry: { keys: string[] }
      outgoing: { keys: string[] }
    }[]
    const ends = flows.map(({ entry, outgoing }) => `${entry.keys[0]} -> ${outgoing.keys[0]}`)
    expect(ends.toSorted()).toEqual(['task:send_mail -> none:', 'task:shop -> task:send_mail'])
  })
})

describe('queues', () => {
  it('are linked to their workers through names, classes and functions that register them', async () => {
    const files = { ...QUEUES, 'src/bill.ts': processor('throw error'), 'src/app.ts': app() }
    expect(await told(files)).toEqual([['retry-path/duplicated', '5 queue × 3 SDK = 15']])
    expect(await told(files, '16.8.0')).toEqual([['retry-path/duplicated', '5 queue × 2 SDK = 10']])
  })

  it('are put on by the class itself, too', async () => {
    const own = QUEUES['src/bill-queue.ts'].replace(
      'return BillQueue.instance',
      'BillQueue.instance?.add("bootstrap", {}, { attempts: 7 })\n    return BillQueue.instance',
    )
    const files = {
      ...QUEUES,
      'src/bill-queue.ts': own,
      'src/bill.ts': processor('throw error'),
      'src/app.ts': app(),
    }
    expect(await told(files)).toEqual([['retry-path/duplicated', '7 queue × 3 SDK = 21']])
  })

  it('are not mixed up', async () => {
    const files = {
      ...QUEUES,
      'src/bill.ts': processor('throw error'),
      'src/app.ts': app('QueueName.Mail'),
    }
    expect(await told(files)).toEqual([])
  })

  it('deliver to a worker written in place', async () => {
    const worker = `import { Queue, Worker } from 'bullmq'
import Stripe from 'stripe'
const stripe = new Stripe(key)
export const queue = new Queue('pay', { defaultJobOptions: { attempts: 4 } })
export const worker = on ? new Worker('pay', async (job) => { await stripe.charges.create(job) }) : null`
    expect(await told({ 'a.ts': worker })).toEqual([
      ['retry-path/duplicated', '4 queue × 3 SDK = 12'],
    ])
  })

  it('take the most attempts that a producer asks for', async () => {
    const files = {
      'a.ts': `import { Queue, Worker } from 'bullmq'
import Stripe from 'stripe'
const stripe = new Stripe(key)
export const payQueue = new Queue('pay', { defaultJobOptions: { attempts: 2 } })
new Worker('pay', async (job) => { await stripe.charges.create(job) })`,
      'b.ts': `import { payQueue } from './a'
export const send = () => payQueue.add('x', {}, { attempts: 7 })`,
    }
    expect(await told(files)).toEqual([['retry-path/duplicated', '7 queue × 3 SDK = 21']])
  })

  it('say when the consumer adds to its own queue', async () => {
    const again = processor("await BillQueue.getInstance()?.add('again', {}); throw error")
    const found = await findingsOf(
      { ...QUEUES, 'src/bill.ts': again, 'src/app.ts': app() },
      stripe('17.4.0'),
    )
    expect(found.map(({ rule, level, data }) => [rule, level, data?.attempts])).toEqual([
      ['retry-path/self-requeue', 'error', 'unbounded'],
      ['retry-path/duplicated', 'error', 15],
    ])
    expect(found[1]?.data).toMatchObject({
      naive: 'unbounded',
      bounded: 15,
      unboundedBecause: [{ mechanism: 'self-requeue', path: 'src/bill.ts', line: 4 }],
    })
  })

  it('do not call it that when it is counted, put aside or added elsewhere', async () => {
    for (const handling of [
      "if (job.data.attempt < 3) await BillQueue.getInstance()?.add('again', {}); throw error",
      "await deadLetterQueue.add('dead', {}); throw error",
      "await OtherQueue.getInstance()?.add('other', {}); throw error",
    ]) {
      const files = { ...QUEUES, 'src/bill.ts': processor(handling), 'src/app.ts': app() }
      expect(await told(files)).toEqual([['retry-path/duplicated', '5 queue × 3 SDK = 15']])
    }
  })
})

describe('gates', () => {
  it('a handler that lets no error out keeps the queue from delivering again', async () => {
    const files = {
      ...QUEUES,
      'src/bill.ts': processor('console.error(error)'),
      'src/app.ts': app(),
    }
    expect(await told(files)).toEqual([])
    const all = await assembledOf(files, stripe('17.4.0'))
    const one = all.find(({ identity }) => identity?.endsWith('sdk:stripe#charges.create'))
    expect(one?.data?.flow).toMatchObject({
      naive: 15,
      gated: 3,
      gates: [{ removes: '5 queue', path: 'src/bill.ts', line: 4 }],
    })
  })

  it('a client that does not repeat POST', async () => {
    const send = (method: string) => `import ky from 'ky'
import { backOff } from 'exponential-backoff'
export const send = () => backOff(() => ky('https://api.example.com/x', { method: '${method}' }), { numOfAttempts: 4 })`
    expect(await told({ 'a.ts': send('GET') })).toEqual([
      ['retry-path/duplicated', '4 wrapper × 3 SDK = 12'],
    ])
    expect(await told({ 'a.ts': send('POST') })).toEqual([
      ['retry-path/non-idempotent', '4 wrapper = 4'],
    ])
  })
})

it('tells work written in place once, not again for the file around it', async () => {
  const found = await assembledOf({
    'server.mjs': `import axios from 'axios'
import express from 'express'
import { backOff } from 'exponential-backoff'
const app = express()
app.get('/orders', async (req, res) => {
  res.json(await backOff(() => fetch('http://stock/items'), { numOfAttempts: 3 }))
})
await backOff(() => axios.get('http://config/all'), { numOfAttempts: 4 })`,
  })
  const told = found.filter(({ rule }) => rule === 'flow/segment').map(({ message }) => message)
  expect(told.toSorted()).toEqual([
    'GET /orders reaches GET http://stock/items: 3 attempts.',
    'server.mjs reaches GET http://config/all: 4 attempts.',
  ])
})

describe('Spring', () => {
  const controller = (path: string) => ({
    'src/main/java/shop/Paths.java': `package shop;
class Paths {
  public static final String STOCK_URL = "/backoffice/stocks";
  public static final String EMPTY = "";
  public static final String ROOT = "/";
  public static final String TENANT = "/{tenant}/stocks";
}`,
    'src/main/java/shop/Stocks.java': `package shop;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.client.RestClient;
@RestController @RequestMapping(${path})
class Stocks {
  private final RestClient rest;
  @GetMapping("/{id}") Stock one(@PathVariable Long id) { return rest.get().uri("http://ware/x").retrieve(); }
}`,
  })
  const keys = async (files: Record<string, string>) =>
    (await assembledOf(files)).flatMap(
      ({ data }) => (data?.flow as { entry: { keys: string[] } } | undefined)?.entry.keys ?? [],
    )

  it.each([
    ['"/stocks"', ['http:GET /stocks/{}']],
    ['Paths.STOCK_URL', ['http:GET /backoffice/stocks/{}']],
    ['Paths.EMPTY', ['http:GET /{}']],
    ['Paths.ROOT', ['http:GET /{}']],
    ['Paths.TENANT', ['http:GET /{}/stocks/{}']],
  ])('routes stand under a path or a constant: %s', async (path, expected) => {
    expect(await keys(controller(path))).toEqual(expected)
  })

  it('a route under a path that nobody can tell has no key', async () => {
    expect(
      (await keys(controller('Others.PATH'))).filter((key) => key.startsWith('http:')),
    ).toEqual([])
  })

  it.each([
    ['this::sync', 4],
    ['others::getName', undefined],
    ['Order::new', undefined],
  ])('a method handed over by name is called: %s', async (work, naive) => {
    const found = await assembledOf({
      'src/main/java/shop/Listener.java': `package shop;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.annotation.RetryableTopic;
import org.springframework.web.client.RestClient;
class Listener extends Base {
  private final RestClient rest;
  @KafkaListener(topics = "orders")
  @RetryableTopic(attempts = "4")
  void on(Order order) { process(order, ${work}); }
  void sync(Order order) { rest.get().uri("http://stock/items").retrieve(); }
}`,
    })
    const flows = found.flatMap(
      ({ data }) => (data?.flow as { naive: number; outgoing: { label: string } }) ?? [],
    )
    expect(flows.find(({ outgoing }) => outgoing.label.includes('stock'))?.naive).toBe(naive)
  })
})
