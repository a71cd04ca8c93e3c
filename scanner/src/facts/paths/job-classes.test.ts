import { describe, expect, it } from 'vitest'
import { findingsOf, retriesDecided } from '../testing'

const lock = { 'package.json': '{"name":"app","dependencies":{"stripe":"17.4.0"}}' }
const base = (send: string) => `import { queue } from './queue'
export abstract class BaseTask<T extends object> {
  schedule(props: T) { return ${send} }
  abstract perform(props: T): Promise<unknown>
  get options() { return { priority: 1, attempts: 5 } }
}`
const ADD = 'queue.add({ name: this.constructor.name, props }, { ...this.options })'
const task = (
  name: string,
  more = '',
  above = 'BaseTask<Props>',
) => `import { BaseTask } from './base'
import Stripe from 'stripe'
const stripe = new Stripe(key)
export default class ${name} extends ${above} {
  async perform(props) { await stripe.charges.create(props) }
  ${more}
}`

const told = async (files: Record<string, string>, send = ADD) =>
  (
    await findingsOf(
      {
        'queue.ts': "import Queue from 'bull'\nexport const queue = new Queue('tasks')",
        'base.ts': base(send),
        ...files,
      },
      lock,
    )
  )
    .filter(({ rule }) => rule === 'retry-path/duplicated')
    .map(({ data }) => `${data?.entry}: ${data?.arithmetic}`)
    .toSorted()

describe('jobs that are classes', () => {
  it('are done as often as the nearest of their classes says', async () => {
    const files = {
      'pay.ts': task('PayTask'),
      'refund.ts': task('RefundTask', 'get options() { return { attempts: 3 } }'),
      'once.ts': task('OnceTask', 'options = { attempts: 1 }'),
    }
    expect(await told(files)).toEqual([
      'PayTask: 5 queue × 3 SDK = 15',
      'RefundTask: 3 queue × 3 SDK = 9',
    ])
  })

  it('are none where nothing puts them on a queue', async () => {
    expect(await told({ 'pay.ts': task('PayTask') }, 'this.perform(props)')).toEqual([])
  })

  it.each([
    "queue.add('audit', { by: this.constructor.name, props })",
    "queue.add('audit', props, { attempts: 2 })",
    'queue.add(this.kind, { user: this.name })',
    "queue.add('audit', { type: this.constructor.name, props })",
    "queue.add('audit', { entityType: this.constructor.name, props })",
  ])('are none where another message is put on a queue: %s', async (send) => {
    expect(await told({ 'pay.ts': task('PayService') }, send)).toEqual([])
  })

  it.each([
    'queue.add(this.constructor.name, props)',
    "queue.add('task', { class: this.name, props })",
    "queue.add('task', { type: this.constructor.name, props }, this.options)",
    'queue.add((this.constructor as typeof BaseTask).name, props)',
  ])('may be named in other ways: %s', async (send) => {
    expect(await told({ 'pay.ts': task('PayTask') }, send)).toEqual([
      'PayTask: 5 queue × 3 SDK = 15',
    ])
  })

  it('say a decision each where something puts them on a queue that is one', async () => {
    const add = 'queue.add(this.constructor.name, props)'
    const files = (send: string, queue = "import Queue from 'bull'") => ({
      'queue.ts': `${queue}\nexport const queue = new Queue('tasks')`,
      'base.ts': base(send),
      'pay.ts': task('PayTask', 'get options() { return { attempts: 3 } }'),
    })
    expect(await retriesDecided(files(add))).toEqual([
      'base.ts: bullmq makes a failing call again, up to 5 times in all.',
      'pay.ts: bullmq makes a failing call again, up to 3 times in all.',
    ])
    expect(await retriesDecided(files('this.perform(props)'))).toEqual([])
    expect(await retriesDecided(files(add, "import Queue from 'p-queue'"))).toEqual([])
  })

  it('are no elements of a page', async () => {
    const element = `import { LitElement } from 'lit'
export class Upload extends LitElement { options = { attempts: 3 } }`
    expect(await retriesDecided({ 'upload.ts': element })).toEqual([])
  })
})
