import { describe, expect, it } from 'vitest'
import { retryPathRules } from '../paths'
import { assembledOf, findingsOf } from '../testing'
import { propertiesOf } from './properties'
import { springFiles } from './spring'

const gateway = (args: string) => `spring:
  cloud:
    gateway:
      server:
        webflux:
          default-filters:
            - name: Retry
              args:
${args.replace(/^/gm, '                ')}
          routes:
            - id: orders
              uri: lb://orders-service
              predicates:
                - Path=/api/order/**
`
const GATEWAY = 'gateway/src/main/resources/application.yml'

describe('properties', () => {
  it('are read from YAML and .properties, with defaults of variables and profiles', () => {
    const yaml = `a:\n  b-c: \${N:4}\n  list: [x, y]\n---\nspring:\n  config.activate.on-profile: docker\na:\n  bC: 9\n`
    expect(propertiesOf('application.yml', yaml).slice(0, 3)).toEqual([
      { key: 'a.b-c', value: '4', line: 2, profile: '' },
      { key: 'a.list[0]', value: 'x', line: 3, profile: '' },
      { key: 'a.list[1]', value: 'y', line: 3, profile: '' },
    ])
    expect(propertiesOf('application.yml', yaml).at(-1)).toMatchObject({
      key: 'a.bC',
      value: '9',
      profile: 'docker',
    })
    expect(propertiesOf('application-prod.properties', `# no\na.b=\${N}\n`)).toEqual([
      { key: 'a.b', value: `\${N}`, line: 2, profile: 'prod' },
    ])
    expect(propertiesOf('application.yml', '{{ broken: [ }}')).toEqual([])
  })
})

describe('Spring Cloud Gateway', () => {
  it('that sends POST again is non-idempotent and not duplicated', async () => {
    const found = await findingsOf(
      {},
      { [GATEWAY]: gateway('retries: 1\nstatuses: SERVICE_UNAVAILABLE\nmethods: POST') },
    )
    expect(
      found.map(({ rule, path, region, data }) => [rule, path, region.startLine, data?.attempts]),
    ).toEqual([['retry-path/non-idempotent', GATEWAY, 7, 2]])
  })

  it('that repeats GET is a segment with a layer, by default four attempts', async () => {
    expect(await findingsOf({}, { [GATEWAY]: gateway('statuses: BAD_GATEWAY') })).toEqual([])
    const [one] = await assembledOf({}, { [GATEWAY]: gateway('statuses: BAD_GATEWAY') })
    expect(one?.data?.flow).toMatchObject({
      entry: { keys: ['http:GET /api/order/**'] },
      outgoing: { keys: ['http:GET orders-service/**', 'host:orders-service'], method: 'GET' },
      layers: [{ kind: 'gateway', attempts: 4, source: 'default' }],
      naive: 4,
    })
  })
})

const JAVA = 'app/src/main/java/com/acme/A.java'
const source = `package com.acme;
import io.github.resilience4j.retry.annotation.Retry;
import org.springframework.retry.annotation.Retryable;
class A {
  private final B b;
  @Retryable void outer() { b.send(); }
}`
const inner = `package com.acme;
import io.github.resilience4j.retry.annotation.Retry;
class B { @Retry(name = "orders") void send() { rest.postForEntity(1); } }`

it('only what multiplies is of the kind that is counted as duplicated', () => {
  const kinds = Object.fromEntries(retryPathRules.map(({ id, kind }) => [id, kind]))
  expect(kinds).toEqual({
    'retry-path/duplicated': 'retry-path',
    'retry-path/self-requeue': 'retry-path',
    'retry-path/non-idempotent': 'pattern',
    'retry-path/timeout-inversion': 'pattern',
    'flow/segment': 'flow',
  })
})

describe('Resilience4j', () => {
  it.each([
    ['resilience4j.retry.instances.orders.max-attempts=5', '3 decorator × 5 decorator = 15'],
    [`resilience4j.retry.instances.orders.maxAttempts=\${N:2}`, '3 decorator × 2 decorator = 6'],
    ['resilience4j.retry.configs.default.maxAttempts=4', '3 decorator × 4 decorator = 12'],
    [
      `resilience4j.retry.instances.orders.maxAttempts=\${N:\${M:7}}`,
      '3 decorator × 7 decorator = 21',
    ],
    [
      `resilience4j.retry.instances.orders.maxAttempts=\${N}`,
      '3 decorator × unknown decorator = unknown',
    ],
    ['other=1', '3 decorator × 3 decorator = 9'],
  ])('%s', async (line, expected) => {
    const files = { [JAVA]: source, 'app/src/main/java/com/acme/B.java': inner }
    const found = await findingsOf(files, { 'app/src/main/resources/application.properties': line })
    expect(found.map((one) => one.data?.arithmetic)).toEqual([expected])
  })
})

it('the same text in files of two profiles holds in each of them', () => {
  const text = 'resilience4j.retry.instances.a.maxAttempts=5'
  const files = springFiles([
    { path: 'src/main/resources/application-dev.properties', text },
    { path: 'src/main/resources/application-blue.properties', text },
  ])
  expect(files.flatMap(({ properties }) => properties.map(({ profile }) => profile))).toEqual([
    'dev',
    'blue',
  ])
})
