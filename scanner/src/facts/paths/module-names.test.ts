import { describe, expect, it } from 'vitest'
import { findingsOf } from '../testing'

const lock = { 'package.json': '{"name":"app","dependencies":{"stripe":"17.4.0"}}' }
const pay = `import Stripe from 'stripe'
const stripe = new Stripe(key)
export const pay = (order) => stripe.charges.create(order)`
const worker = (from: string) => `import { Queue, Worker } from 'bullmq'
import { pay } from '${from}'
export const queue = new Queue('pay', { defaultJobOptions: { attempts: 4 } })
export const worker = new Worker('pay', async (job) => { await pay(job.data) })`

const arithmetic = async (from: string, manifests: Record<string, string>, at = 'server/pay.ts') =>
  (
    await findingsOf(
      { [at]: pay, 'server/queues/worker.ts': worker(from) },
      { ...lock, ...manifests },
    )
  ).map(({ data }) => data?.arithmetic)

describe('imports under names of the repository itself', () => {
  const config = (options: string) => ({ 'tsconfig.json': `{ "compilerOptions": { ${options} } }` })
  const found = ['4 queue × 3 SDK = 12']

  it.each([
    ['@server/pay', '"paths": { "@server/*": ["./server/*"] }'],
    ['@pay', '"paths": { /* one file */ "@pay": ["./none", "./server/pay.ts"], // and a comma\n }'],
    ['@app/pay', '"baseUrl": "./server", "paths": { "@app/*": ["*"] }'],
    ['pay', '"baseUrl": "./server"'],
  ])('are followed as the compiler is told to: %s', async (from, options) => {
    expect(await arithmetic(from, config(options))).toEqual(found)
  })

  it('are those of the innermost folder that has any', async () => {
    const both = {
      ...config('"paths": { "@own/*": ["./elsewhere/*"] }'),
      'server/tsconfig.json': '{ "compilerOptions": { "paths": { "@own/*": ["./*"] } } }',
    }
    expect(await arithmetic('@own/pay', both)).toEqual(found)
    const beside = {
      'web/tsconfig.json': '{ "compilerOptions": { "paths": { "@own/*": ["../server/*"] } } }',
    }
    expect(await arithmetic('@own/pay', beside)).toEqual([])
  })

  it('are those of the package itself', async () => {
    const own = {
      'package.json':
        '{"name":"app","imports":{"#app/*":{"default":"./server/*.js"}},"dependencies":{"stripe":"17.4.0"}}',
    }
    expect(await arithmetic('#app/pay', own)).toEqual(found)
    expect(await arithmetic('#other/pay', own)).toEqual([])
  })

  it('lead nowhere where a file of the compiler cannot be read', async () => {
    expect(await arithmetic('@server/pay', { 'tsconfig.json': '{ "paths": [' })).toEqual([])
  })
})
