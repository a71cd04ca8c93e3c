import { describe, expect, it } from 'vitest'
import { findingsOf, read, retriesDecided } from '../testing'

const lock = { 'package.json': '{"name":"app","dependencies":{"stripe":"17.4.0"}}' }
const pay = `import Stripe from 'stripe'
const stripe = new Stripe(key)
export const pay = (order) => stripe.charges.create(order)`

const told = async (files: Record<string, string>) =>
  (await findingsOf({ 'src/pay.ts': pay, ...files }, lock))
    .filter(({ rule }) => rule === 'retry-path/duplicated')
    .map(({ data }) => data?.arithmetic)

describe("queues that a function of the repository's own makes", () => {
  const maker = (options: string) => `import Queue from 'bull'
export function createQueue(name: string, options?: JobOptions) {
  const queue = new Queue(name, { createClient, defaultJobOptions: { removeOnFail: true, ${options} } })
  return queue
}`
  const queues = (options: string) => `import { createQueue } from './maker'
let cached
export const payQueue = () => {
  if (!cached) cached = createQueue('pay', ${options})
  return cached
}`
  const worker = `import { payQueue } from './queues'
import { pay } from './pay'
export default function start() {
  payQueue().process(4, traced({ name: 'pay' })(async function (job) { await pay(job.data) })).catch(fatal)
}`
  const files = (options: string, own = '...options') => ({
    'src/maker.ts': maker(own),
    'src/queues.ts': queues(options),
    'src/worker.ts': worker,
  })

  it.each([
    ['{ attempts: 5, backoff }', '...options', ['5 queue × 3 SDK = 15']],
    ['{ attempts: 1 }', '...options', []],
    ['{ timeout: 5 }', '...options', []],
    ['{}', 'attempts: 4', ['4 queue × 3 SDK = 12']],
    ['{ attempts: 5 }', 'attempts: 4, ...options', ['5 queue × 3 SDK = 15']],
  ])('deliver as it is told, or says for all: %s in %s', async (given, own, expected) => {
    expect(await told(files(given, own))).toEqual(expected)
  })

  it('are none where the function makes something else', async () => {
    const other = 'export function createQueue(name, options) { return new Waiting(name, options) }'
    expect(await told({ ...files('{ attempts: 5 }'), 'src/maker.ts': other })).toEqual([])
    expect(await retriesDecided({ ...files('{ attempts: 5 }'), 'src/maker.ts': other })).toEqual([])
    const alone = "export const jobs = new InMemoryQueue('jobs', { attempts: 3 })"
    expect(await retriesDecided({ 'src/jobs.ts': alone })).toEqual([])
  })

  it('are a decision where the function is known to make one', async () => {
    expect(await retriesDecided(files('{ attempts: 5 }'))).toEqual([
      'src/queues.ts: bull makes a failing call again, up to 5 times in all.',
    ])
    expect(await retriesDecided(files('{ attempts: 1 }'))).toEqual([])
  })

  it('are not what is made beside a queue, by a name like theirs', async () => {
    const beside = `import Queue from 'bull'
import { newPausedQueue } from './pausing'
export function payQueue() {
  const paused = newPausedQueue('other', { attempts: 9 })
  return new Queue('pay', { defaultJobOptions: { attempts: 5 } })
}`
    const pausing = 'export const newPausedQueue = (name, options) => new Waiting(name, options)'
    const sources = { 'src/queues.ts': beside, 'src/pausing.ts': pausing, 'src/worker.ts': worker }
    expect(await told(sources)).toEqual(['5 queue × 3 SDK = 15'])
  })

  it('may be made by a class', async () => {
    const made = {
      'src/own.ts': `import { Queue } from 'bullmq'
export class OwnQueue { constructor(name: string, options) { this.queue = new Queue(name, { defaultJobOptions: options }) } }`,
      'src/all.ts': `import { OwnQueue } from './own'
export const payQueue = new OwnQueue('pay', { attempts: 3 })`,
      'src/worker.ts': `import { Worker } from 'bullmq'
import { pay } from './pay'
new Worker('pay', async (job) => pay(job.data))`,
    }
    expect(await told(made)).toEqual(['3 queue × 3 SDK = 9'])
  })
})

describe('queues of Nest', () => {
  const processor = (name = "'pay'") => `import { Processor, Process } from '@nestjs/bull'
import { pay } from './pay'
@Processor(${name})
export class PayProcessor {
  @Process('one') async one(job) { return true }
  @Process('two') async two(job) { await pay(job.data) }
}`
  const module = (text: string) => `import { BullModule } from '@nestjs/bull'
@Module({ imports: [${text}] })
export class AppModule {}`

  it.each([
    [
      "BullModule.registerQueue({ name: 'mail' }, { name: 'pay', defaultJobOptions: { attempts: 3 } })",
      ['3 queue × 3 SDK = 9'],
    ],
    [
      "BullModule.registerQueueAsync({ name: 'pay', useFactory: () => ({ defaultJobOptions: { attempts: 3 } }) })",
      ['3 queue × 3 SDK = 9'],
    ],
    ['BullModule.forRoot({ redis, defaultJobOptions: { attempts: 4 } })', ['4 queue × 3 SDK = 12']],
    ["BullModule.registerQueue({ name: 'mail', defaultJobOptions: { attempts: 3 } })", []],
  ])('deliver as a module registers them: %s', async (text, expected) => {
    expect(
      await told({ 'src/pay.processor.ts': processor(), 'src/app.module.ts': module(text) }),
    ).toEqual(expected)
    expect(
      await told({
        'src/pay.processor.ts': processor("{ name: 'pay' }"),
        'src/app.module.ts': module(text),
      }),
    ).toEqual(expected)
  })

  it.each([
    ['app.module.ts', 'pay/pay.processor.ts', true],
    ['shop/app.module.ts', 'shop/pay/pay.processor.ts', true],
    ['shop/src/app.module.ts', 'shop/src/pay/pay.processor.ts', true],
    ['shop/app.module.ts', 'other/pay.processor.ts', false],
    ['shop/src/app.module.ts', 'other/src/pay.processor.ts', false],
    ['app.module.ts', 'other/src/pay.processor.ts', false],
    ['src/app.module.ts', 'other/pay.processor.ts', false],
  ])(
    'deliver as the module of their application says for all: %s, %s',
    async (from, to, reaches) => {
      const whole = module('BullModule.forRoot({ redis, defaultJobOptions: { attempts: 4 } })')
      const up = to.replace(/[^/]+\//g, '../').replace(/[^/]+$/, '')
      const source = processor().replace("'./pay'", `'${up}src/pay'`)
      expect(await told({ [from]: whole, [to]: source })).toEqual(
        reaches ? ['4 queue × 3 SDK = 12'] : [],
      )
    },
  )

  const every = 'BullModule.forRoot({ redis, defaultJobOptions: { attempts: 4 } })'
  const sending = (...options: string[]) => `import { InjectQueue } from '@nestjs/bull'
import { Queue } from 'bull'
export class Shop {
  constructor(@InjectQueue('pay') private readonly payQueue: Queue) {}
  async buy() {
    ${options.map((one) => `await this.payQueue.add('one', {}${one})`).join('\n    ')}
  }
}`

  it('deliver once where they say so, whatever is said for all', async () => {
    const once = "BullModule.registerQueue({ name: 'pay', defaultJobOptions: { attempts: 1 } })"
    const sources = {
      'src/pay.processor.ts': processor(),
      'src/app.module.ts': module(`${every}, ${once}`),
    }
    expect(await told(sources)).toEqual([])
    expect(await told({ ...sources, 'src/shop.ts': sending(', { attempts: 2 }') })).toEqual([
      '2 queue × 3 SDK = 6',
    ])
  })

  it.each([
    [[', { attempts: 1 }'], []],
    [[', { attempts: 1 }', ', { attempts: 2 }'], ['2 queue × 3 SDK = 6']],
    [[', { attempts: 2 }', ''], ['4 queue × 3 SDK = 12']],
    [[''], ['4 queue × 3 SDK = 12']],
  ])('deliver as their messages say, the others as is said for all: %s', async (options, said) => {
    const sources = { 'src/pay.processor.ts': processor(), 'src/app.module.ts': module(every) }
    expect(await told({ ...sources, 'src/shop.ts': sending(...options) })).toEqual(said)
  })

  it.each([
    ['addBulk([{ data, opts: { attempts: 1 } }, { data, opts: { attempts: 1 } }])', []],
    ['addBulk(all ? [{ data, opts: { attempts: 1 } }] : [/* none */])', []],
    ['addBulk([{ data, opts: { attempts: 1 } }, { data }])', ['4 queue × 3 SDK = 12']],
    ['addBulk([{ data, opts: { attempts: 2 } }, { data }])', ['4 queue × 3 SDK = 12']],
    ['addBulk([{ data, opts: { attempts: 1 } }, ...more])', ['4 queue × 3 SDK = 12']],
    ['addBulk(all.map((one) => ({ data, opts: { attempts: 1 } })))', []],
    ["add('one', data, ONCE)", []],
    ["add('one', data, KEPT)", ['4 queue × 3 SDK = 12']],
  ])('deliver as each of several messages says: %s', async (call, said) => {
    const sender = sending('').replace("add('one', {})", call)
    const sources = { 'src/pay.processor.ts': processor(), 'src/app.module.ts': module(every) }
    const options = 'export const ONCE = { attempts: 1 }\nexport const KEPT = { delay: 5 }'
    const shop = `import { KEPT, ONCE } from './options'\n${sender}`
    expect(await told({ ...sources, 'src/shop.ts': shop, 'src/options.ts': options })).toEqual(said)
  })

  it('deliver as is said for all where nobody knows who else sends', async () => {
    const sources = { 'src/pay.processor.ts': processor(), 'src/app.module.ts': module(every) }
    const other = `const queue = this.payQueue\n    await queue.add('two', {}, OPTIONS)`
    const sender = (options: string) =>
      sending(', { attempts: 1 }').replace(
        'await',
        `${other.replace('OPTIONS', options)}\n    await`,
      )
    expect(await told({ ...sources, 'src/shop.ts': sender('{}') })).toEqual([
      '4 queue × 3 SDK = 12',
    ])
    expect(await told({ ...sources, 'src/shop.ts': sender('{ attempts: 1 }') })).toEqual([])
  })

  it('deliver as their own application says, not as another', async () => {
    const once = "BullModule.registerQueue({ name: 'pay', defaultJobOptions: { attempts: 1 } })"
    const source = processor().replace('./pay', '../../../src/pay')
    const sources = {
      'apps/a/src/pay.processor.ts': source,
      'apps/a/src/app.module.ts': module(every),
    }
    expect(await told({ ...sources, 'apps/b/src/app.module.ts': module(once) })).toEqual([
      '4 queue × 3 SDK = 12',
    ])
    expect(await told({ ...sources, 'apps/a/src/pay.module.ts': module(once) })).toEqual([])
  })

  it('may have a name in braces, by which Redis keeps them together', async () => {
    const names = "export enum QueueName { PAY = '{pay}-jobs' }"
    const from = "import { QueueName } from './names'\n"
    const registered = module(
      'BullModule.registerQueue({ name: QueueName.PAY, defaultJobOptions: { attempts: 3 } })',
    )
    const sources = {
      'src/names.ts': names,
      'src/pay.processor.ts': from + processor('QueueName.PAY'),
      'src/app.module.ts': from + registered,
    }
    expect(await told(sources)).toEqual(['3 queue × 3 SDK = 9'])
    const python = await read('python', 'PAY_QUEUE = f"{PREFIX}_jobs"\nMAIL_QUEUE = "mail"\n')
    expect(python.flow?.names).toEqual({ MAIL_QUEUE: 'mail' })
  })

  it('deliver as whoever has one injected asks for', async () => {
    const sender = `import { InjectQueue } from '@nestjs/bull'
import { Queue } from 'bull'
export class Sender {
  constructor(@InjectQueue('pay') private readonly orders: Queue) {}
  send(order) { return this.orders.add('two', order, { attempts: 6 }) }
}`
    expect(await told({ 'src/pay.processor.ts': processor(), 'src/sender.ts': sender })).toEqual([
      '6 queue × 3 SDK = 18',
    ])
  })
})
