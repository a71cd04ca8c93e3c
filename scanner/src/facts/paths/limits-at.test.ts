import { expect, it } from 'vitest'
import { assembledOf } from '../testing'
import { flowSegment } from './rules'

interface Flow {
  outgoing: { label: string }
  limits?: { mechanism: string; value: string }[]
  layers: { mechanism: string; path: string; line: number }[]
}

async function flowsOf(sources: Record<string, string>): Promise<Flow[]> {
  const found = await assembledOf(sources)
  return found.flatMap(({ rule, data }) => (rule === flowSegment.id ? [data?.flow as Flow] : []))
}

const CLIENTS = `import Stripe from 'stripe'
import { S3Client } from '@aws-sdk/client-s3'
import { Worker } from 'bullmq'
const stripe = new Stripe(key)
const s3 = new S3Client({})
`

it('a time limit of a client is told of its calls, and not of those of another one beside it', async () => {
  const flows = await flowsOf({
    'a.ts': `${CLIENTS}new Worker('bills', async (job) => {
  await stripe.charges.create(job.data)
  await s3.send(job.data)
})`,
  })
  const limits = Object.fromEntries(
    flows.map(({ outgoing, limits }) => [
      outgoing.label.startsWith('stripe') ? 'stripe' : 's3',
      (limits ?? []).map(({ mechanism }) => mechanism).filter((one) => one === 'stripe'),
    ]),
  )
  expect(limits).toEqual({ stripe: ['stripe'], s3: [] })
})

it('a layer of a helper is told with its line in the helper, wherever work is handed to it', async () => {
  const flows = await flowsOf({
    'help.ts': `export async function withRetry(fn) {
  for (let attempt = 0; attempt < 4; attempt++) {
    try { return await fn() } catch (e) { await sleep(1) }
  }
}`,
    'a.ts': `${CLIENTS}import { withRetry } from './help'


export async function charge(job) {
  await withRetry(() => stripe.charges.create(job.data))
}`,
  })
  const layers = flows.flatMap(({ layers }) => layers.filter((one) => one.path === 'help.ts'))
  expect(layers.map(({ mechanism, line }) => [mechanism, line])).toEqual([['loop', 2]])
})
