import { describe, expect, it } from 'vitest'
import { layersIn, told } from './testing'

describe('Envoy', () => {
  const text = (host: string, route: string) => `static_resources:
  listeners:
    - filter_chains:
        - filters:
            - typed_config:
                route_config:
                  virtual_hosts:
                    - name: backend
                      domains: ["*"]
${host}                      routes:
                        - match: { prefix: /orders }
                          route:
                            cluster: orders
                            timeout: 3s
${route}                        - match: { prefix: /users }
                          route: { cluster: users }
  clusters:
    - name: orders
      circuit_breakers: { thresholds: [{ max_retries: 5 }] }
      load_assignment:
        endpoints:
          - lb_endpoints:
              - endpoint: { address: { socket_address: { address: orders.local, port_value: 80 } } }
`
  const route = (policy: string) => `                            retry_policy: ${policy}\n`

  it("a route's own policy counts, one retry unless written", () => {
    const [layer] = layersIn({
      'envoy.yaml': text('', route('{ retry_on: "5xx", num_retries: 3, per_try_timeout: 1s }')),
    })
    expect(layer).toMatchObject({
      kind: 'gateway',
      attempts: 4,
      condition: '5xx',
      perTry: '1s',
      deadline: '3s',
      budget: 'at most 5 retries at a time (cluster orders)',
      targets: [{ to: 'route', method: 'ANY', path: '/orders/**', host: 'orders.local' }],
    })
    expect(told({ 'e.yaml': text('', route('{ retry_on: connect-failure }')) })).toEqual([
      '15: gateway virtual host backend 2 default',
    ])
  })

  it('a virtual host speaks for the routes without one, and numbers alone repeat nothing', () => {
    const host = '                      retry_policy: { retry_on: 5xx, num_retries: 1 }\n'
    const found = layersIn({ 'e.yaml': text(host, route('{ retry_on: reset, num_retries: 2 }')) })
    expect(found.map(({ attempts, targets }) => [attempts, targets.length])).toEqual([
      [3, 1],
      [2, 1],
    ])
    expect(told({ 'e.yaml': text('', route('{ num_retries: 2 }')) })).toEqual([])
  })
})

describe('Gateway API', () => {
  const text = (retry: string, parent = 'name: edge') => `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: shop }
spec:
  parentRefs: [{ ${parent} }]
  hostnames: [shop.example.com]
  rules:
    - matches: [{ path: { type: PathPrefix, value: /api }, method: GET }]
      timeouts: { request: 4s, backendRequest: 1s }
${retry}      backendRefs: [{ name: api, port: 80 }]
`
  it('repeats where retry is written, and not where it is not', () => {
    const retry = '      retry: { attempts: 2, codes: [502, 503] }\n'
    const [layer] = layersIn({ 'route.yaml': text(retry) })
    expect(layer).toMatchObject({
      kind: 'gateway',
      attempts: 3,
      condition: '502, 503',
      perTry: '1s',
      deadline: '4s',
      targets: [{ to: 'route', from: 'shop.example.com', path: '/api/**', host: 'api' }],
    })
    expect(told({ 'route.yaml': text('') })).toEqual([])
    const mesh = layersIn({ 'route.yaml': text('      retry: {}\n', 'kind: Service, name: api') })
    expect(mesh[0]).toMatchObject({ kind: 'mesh', attempts: 'unknown' })
  })
})

describe('ingress-nginx', () => {
  const text = (annotations: string) => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    nginx.ingress.kubernetes.io/proxy-body-size: 8m
${annotations}spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - { path: /api, pathType: Prefix, backend: { service: { name: api } } }
`
  const own = (name: string, value: string) =>
    `    nginx.ingress.kubernetes.io/proxy-next-upstream${name}: "${value}"\n`

  it('tries three times by default, never POST', () => {
    const [layer] = layersIn({ 'ingress.yaml': text('') })
    expect(layer).toMatchObject({ attempts: 3, source: 'assumed', kind: 'gateway' })
    expect(layer?.condition).toContain('not for POST')
  })

  it('says what is written, and nothing when it is off', () => {
    const written = own('', 'error http_502 non_idempotent') + own('-tries', '5')
    const [layer] = layersIn({ 'ingress.yaml': text(written) })
    expect(layer).toMatchObject({ attempts: 5, source: 'explicit' })
    expect(layer?.condition).toBe('error http_502 non_idempotent')
    expect(told({ 'ingress.yaml': text(own('', 'off')) })).toEqual([])
    expect(told({ 'ingress.yaml': text(own('-tries', '0')) })[0]).toContain('unknown')
  })

  it("the controller's ConfigMap speaks for all", () => {
    const map = `apiVersion: v1
kind: ConfigMap
metadata: { name: ingress-nginx-controller }
data:
  proxy-next-upstream-tries: "2"
`
    const [layer] = layersIn({ 'i.yaml': text(''), 'map.yaml': map })
    expect(layer?.basis).toContain('ConfigMap of the controller')
    expect(layer?.attempts).toBe(2)
  })
})

describe('nginx', () => {
  const conf = (server: string) => `http {
  upstream api { server a:80; server b:80; server c:80; }
  upstream one { server d:80; }
  server {
    server_name shop.example.com;
${server}
  }
}`
  it('goes on to each server of an upstream, at most as often as is allowed', () => {
    const all = conf('    location /api/ { proxy_pass http://api; }')
    const [layer] = layersIn({ 'nginx.conf': all })
    expect(layer).toMatchObject({
      attempts: 3,
      source: 'default',
      basis: '3 servers in upstream api, proxy_next_upstream by default',
      condition: 'error, timeout; not for POST, PATCH and LOCK',
    })
    expect(layer?.targets[0]).toMatchObject({
      from: 'shop.example.com',
      path: '/api/**',
      host: 'a',
    })
    const two = '    proxy_next_upstream_tries 2;\n    location / { proxy_pass http://api; }'
    expect(told({ 'nginx.conf': conf(two) })).toEqual(['6: gateway location /** 2 explicit'])
  })

  it('has no next one of one server, and none when it is off', () => {
    expect(told({ 'nginx.conf': conf('    location / { proxy_pass http://one; }') })).toEqual([])
    const address = conf('    proxy_next_upstream_tries 2; location / { proxy_pass http://one; }')
    expect(told({ 'nginx.conf': address.replace('d:80', '10.0.0.4:80') })).toEqual([])
    expect(told({ 'nginx.conf': address })).toEqual(['6: gateway location /** 2 explicit'])
    const off = '    proxy_next_upstream off;\n    location / { proxy_pass http://api; }'
    expect(told({ 'nginx.conf': conf(off) })).toEqual([])
    expect(told({ 'nginx.conf': conf('    location / { proxy_pass http://elsewhere; }') })).toEqual(
      [],
    )
  })

  it('does not know how many addresses a host has', () => {
    const text = '    location / { proxy_pass http://api.internal; proxy_next_upstream error; }'
    expect(told({ 'nginx.conf': conf(text) })).toEqual(['6: gateway location /** unknown explicit'])
  })
})

describe('Kong', () => {
  const text = (retries: string) => `_format_version: "3.0"
services:
  - name: orders
    url: http://orders.internal:8080/v1
${retries}    routes:
      - { name: orders, paths: [/orders], methods: [GET, POST] }
`
  it('retries five times unless written', () => {
    expect(told({ 'kong.yml': text('') })).toEqual(['3: gateway service orders 6 default'])
    expect(told({ 'kong.yml': text('    retries: 2\n') })).toEqual([
      '5: gateway service orders 3 explicit',
    ])
    expect(told({ 'kong.yml': text('    retries: 0\n') })).toEqual([])
    expect(layersIn({ 'kong.yml': text('') })[0]?.targets).toEqual([
      { to: 'route', method: 'GET', from: '*', path: '/orders/**', host: 'orders.internal' },
      { to: 'route', method: 'POST', from: '*', path: '/orders/**', host: 'orders.internal' },
    ])
  })
})
