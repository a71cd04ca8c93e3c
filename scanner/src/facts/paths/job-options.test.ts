import { describe, expect, it } from 'vitest'
import { findingsOf } from '../testing'

const lock = { 'package.json': '{"name":"app","dependencies":{"stripe":"17.4.0"}}' }
const worker = `import { Queue, Worker } from 'bullmq'
import Stripe from 'stripe'
const stripe = new Stripe(key)
export const queue = new Queue('pay')
export const worker = new Worker('pay', async (job) => { await stripe.charges.create(job) })`
const options = `export const JOB = { attempts: 6, removeOnComplete: true }`

const told = async (sender: string) =>
  (
    await findingsOf(
      {
        'worker.ts': worker,
        'options.ts': options,
        'send.ts': `import { queue } from './worker'\nimport { JOB } from './options'\n${sender}`,
      },
      lock,
    )
  )
    .filter(({ rule }) => rule === 'retry-path/duplicated')
    .map(({ data }) => data?.arithmetic)

describe('options of a message', () => {
  const from = (call: string, before = '') => `${before}\nexport const send = (order) => ${call}`
  const own = 'const OWN = { attempts: 3, backoff: { type: "fixed" } }'

  it.each([
    ["queue.add('pay', order, { attempts: 4 })", '4 queue × 3 SDK = 12'],
    ["queue.add('pay', order, OWN)", '3 queue × 3 SDK = 9'],
    ["queue.add('pay', order, { ...OWN, delay: 5 })", '3 queue × 3 SDK = 9'],
    ["queue.add('pay', order, JOB)", '6 queue × 3 SDK = 18'],
    ["queue.add('pay', order, { ...JOB, delay: 5 })", '6 queue × 3 SDK = 18'],
    [
      "queue.addBulk(orders.map((one) => ({ name: 'pay', data: one, opts: { attempts: 5 } })))",
      '5 queue × 3 SDK = 15',
    ],
    [
      "queue.upsertJobScheduler('id', { every: 1 }, { name: 'pay', opts: OWN })",
      '3 queue × 3 SDK = 9',
    ],
    [
      "queue.addBulk([{ name: 'pay', opts: { attempts: 2 } }, { name: 'pay', opts: { attempts: order.times } }])",
      'unknown queue × 3 SDK = unknown',
    ],
    [
      "queue.addBulk(orders.map((one) => { return { name: 'pay', opts: { attempts: 2 }, data: { opts: { attempts: 9 } } } }))",
      '2 queue × 3 SDK = 6',
    ],
  ])('say how often it is delivered: %s', async (call, expected) => {
    expect(await told(from(call, own))).toEqual([expected])
  })

  it('may be those of a class', async () => {
    const sender = `export class Task {
  get options() { return { priority: 1, attempts: 5 } }
  send(order, more) { return queue.add('pay', order, { ...more, ...this.options }) }
}`
    expect(await told(sender)).toEqual(['5 queue × 3 SDK = 15'])
  })

  it.each([
    "queue.add('pay', OWN)",
    "queue.add('pay', { ...OWN })",
    "queue.add('pay', OWN, { delay: 1 })",
    "queue.addBulk(orders.map((one) => ({ name: 'pay', data: { one, opts: { attempts: 9 } } })))",
  ])('are no part of the message: %s', async (call) =>
    expect(await told(from(call, own))).toEqual([]),
  )
})
