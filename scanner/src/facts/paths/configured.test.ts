import { describe, expect, it } from 'vitest'
import type { Finding } from '../../model'
import { assembledOf, findingsOf } from '../testing'

const mesh = (host: string, retries: string, path = '/') => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${host} }
spec:
  hosts: [${host}]
  http:
    - match: [{ uri: { prefix: ${path} } }]
      route: [{ destination: { host: ${host} } }]
      retries: ${retries}
`
const API = `import pRetry from 'p-retry'
import express from 'express'
const app = express()
app.get('/cart', cart)
app.post('/buy', buy)
async function cart(req, res) {
  res.json(await pRetry(() => fetch('http://orders/api/orders'), { retries: 2 }))
}
async function buy(req, res) {
  await fetch('http://orders/api/buy', { method: 'POST' })
}
`

const arithmetic = (found: Finding[]) =>
  found.flatMap(({ rule, data }) =>
    rule === 'retry-path/duplicated' ? [data?.arithmetic as string] : [],
  )
interface Flow {
  entry: { label: string; keys: string[] }
  outgoing: { keys: string[] }
  layers: { kind: string; attempts: unknown }[]
}
const flows = (found: Finding[]) =>
  found.flatMap(({ rule, data }) => (rule === 'flow/segment' ? [data?.flow as Flow] : []))

describe('a mesh', () => {
  it('multiplies calls to its host, nearest to the callee', async () => {
    const retries = '{ attempts: 3, retryOn: 5xx }'
    const found = await findingsOf(
      { 'web/api.ts': API },
      { 'k8s/orders.yaml': mesh('orders', retries) },
    )
    expect(arithmetic(found)).toEqual(['3 wrapper × 4 mesh = 12'])
    const layers = found.find(({ rule }) => rule === 'retry-path/duplicated')?.data?.layers
    expect(layers).toMatchObject([
      {},
      {
        kind: 'mesh',
        key: 'spec.http[0].retries.attempts',
        counts: 'retries',
        source: 'explicit',
        confidence: 'certain',
        path: 'k8s/orders.yaml',
        line: 9,
        symbol: 'VirtualService orders',
      },
    ])
  })

  it('leaves other hosts and other paths alone', async () => {
    const other = { 'k8s/users.yaml': mesh('users', '{ attempts: 3 }') }
    expect(arithmetic(await findingsOf({ 'web/api.ts': API }, other))).toEqual([])
    const path = { 'k8s/orders.yaml': mesh('orders', '{ attempts: 3 }', '/internal') }
    expect(arithmetic(await findingsOf({ 'web/api.ts': API }, path))).toEqual([])
  })

  it('that may be any number makes the product unknown', async () => {
    const config = { 'k8s/orders.yaml': mesh('orders', '{ attempts: "{{ .Values.n }}" }') }
    expect(arithmetic(await findingsOf({ 'web/api.ts': API }, config))).toEqual([
      '3 wrapper × unknown mesh = unknown',
    ])
  })

  it('written for several environments counts once, as the worst', async () => {
    const config = {
      'k8s/dev.yaml': mesh('orders', '{ attempts: 1 }'),
      'k8s/prod.yaml': mesh('orders', '{ attempts: 2 }'),
    }
    expect(arithmetic(await findingsOf({ 'web/api.ts': API }, config))).toEqual([
      '3 wrapper × 3 mesh = 9',
    ])
  })

  it('that repeats POST on answers is not safe; on what never arrived it is', async () => {
    const unsafe = async (on: string) => {
      const config = { 'k8s/orders.yaml': mesh('orders', `{ attempts: 3, retryOn: "${on}" }`) }
      const found = await findingsOf({ 'web/api.ts': API }, config)
      return found.filter(({ rule }) => rule === 'retry-path/non-idempotent').length
    }
    expect(await unsafe('5xx')).toBe(1)
    expect(await unsafe('connect-failure,refused-stream')).toBe(0)
  })

  it('is a decision where it is written, and none where it is the default', async () => {
    const decisions = async (retries: string) => {
      const found = await findingsOf({}, { 'k8s/orders.yaml': mesh('orders', retries) })
      return found.map(({ rule, path, symbol, region }) => [rule, path, symbol, region.startLine])
    }
    expect(await decisions('{ attempts: 3 }')).toEqual([
      ['decision/retry', 'k8s/orders.yaml', 'VirtualService orders', 9],
    ])
    expect(await decisions('{ perTryTimeout: 2s }')).toEqual([])
  })

  it('whose callers stand elsewhere is a flow of its own, and answers to no name of the callee', async () => {
    const config = { 'k8s/orders.yaml': mesh('orders', '{ attempts: 3 }') }
    const [flow, ...rest] = flows(await assembledOf({}, config))
    expect(flow).toMatchObject({
      entry: { keys: ['relay:http:ANY orders/**'] },
      outgoing: { keys: ['http:ANY orders/**', 'host:orders'] },
      layers: [{ kind: 'mesh', attempts: 4 }],
    })
    expect(rest).toEqual([])
    const here = flows(await assembledOf({ 'web/api.ts': API }, config))
    expect(here.some(({ entry }) => entry.keys[0]?.startsWith('relay:'))).toBe(false)
  })
})

describe('an address in a variable', () => {
  const source = `import pRetry from 'p-retry'
export async function order() {
  await pRetry(() => fetch(\`\${process.env.ORDERS_URL}/api/orders\`), { retries: 1 })
}`
  const config = (host: string) => ({
    'k8s/orders.yaml': mesh('orders', '{ attempts: 3 }'),
    'k8s/web.yaml': `kind: Deployment
spec:
  env:
    - name: ORDERS_URL
      value: "http://${host}:8080" # inside
`,
  })
  it('is the host that configuration puts there', async () => {
    const all = await assembledOf({ 'web/api.ts': source }, config('orders'))
    expect(arithmetic(all)).toEqual(['2 wrapper × 4 mesh = 8'])
    expect(flows(all)[0]?.outgoing.keys).toEqual([
      'http:GET env:ORDERS_URL/api/orders',
      'env:ORDERS_URL',
      'http:GET orders/api/orders',
      'host:orders',
    ])
  })

  it('is unknown where files do not agree, or name this machine', async () => {
    const compose = {
      'docker-compose.yml':
        'services:\n  web:\n    environment:\n      - ORDERS_URL=http://shop:80\n',
    }
    const files = { ...config('orders'), ...compose }
    expect(arithmetic(await findingsOf({ 'web/api.ts': source }, files))).toEqual([])
    expect(arithmetic(await findingsOf({ 'web/api.ts': source }, config('localhost')))).toEqual([])
  })
})

it('Dapr: the id in the path of a sidecar is the host', async () => {
  const source = `import pRetry from 'p-retry'
export async function order() {
  await pRetry(() => fetch('http://localhost:3500/v1.0/invoke/order-processor/method/orders'), { retries: 1 })
}`
  const resiliency = `apiVersion: dapr.io/v1alpha1
kind: Resiliency
metadata: { name: r }
spec:
  policies: { retries: { few: { policy: constant, maxRetries: 2 } } }
  targets: { apps: { order-processor: { retry: few } } }
`
  const found = await findingsOf({ 'a.ts': source }, { 'r.yaml': resiliency })
  expect(arithmetic(found)).toEqual(['2 wrapper × 3 mesh = 6'])
})

describe('deliveries', () => {
  const template = (count: number) => `Resources:
  Q:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: orders
      RedrivePolicy: { maxReceiveCount: ${count}, deadLetterTargetArn: x }
  F:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: consumer/
      Handler: app.handler
      Events: { In: { Type: SQS, Properties: { Queue: !GetAtt Q.Arn } } }
`
  const source = `import pRetry from 'p-retry'
export async function handler(event) {
  await pRetry(() => fetch('https://api.example.com/v1/orders'), { retries: 2 })
}`

  it('start a function again, outermost', async () => {
    const files = { 'consumer/app.js': source }
    const found = await findingsOf(files, { 'template.yaml': template(4) })
    expect(arithmetic(found)).toEqual(['4 queue × 3 wrapper = 12'])
    const [flow] = flows(await assembledOf(files, { 'template.yaml': template(4) }))
    expect(flow).toMatchObject({ entry: { keys: ['queue:orders'] } })
  })

  it('of a queue that nobody here takes from are a flow of their own', async () => {
    const [flow] = flows(await assembledOf({}, { 'template.yaml': template(4) }))
    expect(flow).toMatchObject({
      entry: { keys: ['relay:queue:orders'] },
      outgoing: { kind: 'queue', keys: ['queue:orders', 'past:queue:orders'] },
    })
  })
})
