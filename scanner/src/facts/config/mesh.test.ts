import { describe, expect, it } from 'vitest'
import { layersIn, told } from './testing'

const service = (retries: string, more = '') => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: orders
  namespace: shop
spec:
  hosts: [orders.shop.svc.cluster.local]
${more}  http:
    - match:
        - uri: { prefix: /api/orders }
          method: { exact: GET }
      route:
        - destination: { host: orders }
      timeout: 5s
${retries.replace(/^/gm, '      ')}
`

describe('Istio', () => {
  it('counts the first attempt in, and says conditions and time limits', () => {
    const text = service('retries:\n  attempts: 4\n  perTryTimeout: 2s\n  retryOn: 5xx,reset')
    const [layer] = layersIn({ 'istio/orders.yaml': text })
    expect(layer).toMatchObject({
      kind: 'mesh',
      attempts: 5,
      counts: 'retries',
      key: 'spec.http[0].retries.attempts',
      source: 'explicit',
      confidence: 'certain',
      condition: '5xx,reset',
      perTry: '2s',
      deadline: '5s',
      targets: [{ to: 'call', host: 'orders', method: 'GET', path: '/api/orders/**' }],
    })
  })

  it('retries twice where nothing is written, which is assumed', () => {
    expect(told({ 'a.yaml': service('') })).toEqual(['9: mesh VirtualService orders 3 assumed'])
    expect(told({ 'a.yaml': service('retries: { attempts: 0 }') })).toEqual([])
  })

  it('has the default that the mesh is given', () => {
    const mesh = `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
spec:
  meshConfig:
    defaultHttpRetryPolicy: { attempts: 5 }
`
    const [layer] = layersIn({ 'a.yaml': service(''), 'mesh.yaml': mesh })
    expect(layer).toMatchObject({ attempts: 6, source: 'explicit' })
    expect(layer?.basis).toBe('attempts: 5 (defaultHttpRetryPolicy of the mesh)')
  })

  it('at a gateway takes requests in, and a DestinationRule limits it', () => {
    const rule = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: orders }
spec:
  host: orders
  trafficPolicy: { connectionPool: { http: { maxRetries: 10 } } }
`
    const text = service('retries: { attempts: 1 }', '  gateways: [shop/edge]\n')
    const [layer] = layersIn({ 'a.yaml': `${text}---\n${rule}` })
    expect(layer).toMatchObject({ kind: 'gateway', attempts: 2 })
    expect(layer?.budget).toBe('at most 10 retries at a time (DestinationRule orders)')
    expect(layer?.targets).toEqual([
      {
        to: 'route',
        method: 'GET',
        from: 'orders.shop.svc.cluster.local',
        path: '/api/orders/**',
        host: 'orders',
      },
    ])
  })

  it('a number that a template fills in is unknown, never one', () => {
    const text = service('retries: { attempts: "{{ .Values.retries }}" }')
    expect(told({ 'chart/templates/vs.yaml': text })).toEqual([
      '15: mesh VirtualService orders unknown explicit',
    ])
  })
})

describe('Linkerd', () => {
  const profile = `apiVersion: linkerd.io/v1alpha2
kind: ServiceProfile
metadata:
  name: books.shop.svc.cluster.local
spec:
  routes:
    - name: GET /books/{id}
      condition:
        method: GET
        pathRegex: /books/[^/]*
      isRetryable: true
      timeout: 300ms
    - name: POST /books
      condition: { method: POST, pathRegex: /books }
  retryBudget: { retryRatio: 0.1, minRetriesPerSecond: 5, ttl: 10s }
`
  it('repeats a retryable route without a number, within a budget', () => {
    const layers = layersIn({ 'profile.yml': profile })
    expect(layers).toHaveLength(1)
    expect(layers[0]).toMatchObject({
      attempts: 'unbounded',
      source: 'explicit',
      deadline: '300ms',
      budget: '10 % of requests and 5 per second',
      targets: [{ to: 'call', host: 'books', method: 'GET', path: '/books/{}' }],
    })
  })

  it('annotations of a route repeat once unless a limit is written', () => {
    const route = (limit: string) => `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: authors
  annotations:
    retry.linkerd.io/http: 5xx
${limit}spec:
  parentRefs: [{ kind: Service, name: authors }]
`
    expect(told({ 'a.yaml': route('') })).toEqual(['6: mesh HTTPRoute authors 2 default'])
    expect(told({ 'a.yaml': route('    retry.linkerd.io/limit: "3"\n') })).toEqual([
      '7: mesh HTTPRoute authors 4 explicit',
    ])
  })
})

describe('Dapr', () => {
  const text = (retry: string) => `apiVersion: dapr.io/v1alpha1
kind: Resiliency
metadata: { name: shop }
scopes: [checkout]
spec:
  policies:
    timeouts: { short: 2s }
    retries:
      pause:
        policy: constant
        duration: 1s
${retry}      unused: { policy: constant, maxRetries: 9 }
  targets:
    apps:
      order-processor: { retry: pause, timeout: short }
    components:
      pubsub: { inbound: { retry: pause } }
`
  it('repeats what a target names, without an end unless a number is written', () => {
    expect(told({ 'resiliency.yaml': text('') })).toEqual([
      '9: mesh Resiliency shop unbounded default',
      '9: queue Resiliency shop unbounded default',
    ])
    const [app] = layersIn({ 'r.yaml': text('        maxRetries: 3\n') })
    expect(app).toMatchObject({
      attempts: 4,
      perTry: '2s',
      delay: 'constant 1s',
      condition: 'calls of checkout',
      key: 'spec.policies.retries.pause.maxRetries',
      targets: [{ to: 'call', host: 'order-processor' }],
    })
  })

  it('a component stands before the topics that its subscriptions bring', () => {
    const subscription = `apiVersion: dapr.io/v2alpha1
kind: Subscription
metadata: { name: orders }
spec: { topic: orders, pubsubname: pubsub, routes: { default: /orders } }
`
    const layers = layersIn({ 'r.yaml': text('        maxRetries: 3\n'), 's.yaml': subscription })
    expect(layers[1]?.targets).toEqual([{ to: 'delivery', key: 'topic:orders' }])
  })
})
