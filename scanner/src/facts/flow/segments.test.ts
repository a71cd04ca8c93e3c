import { describe, expect, it } from 'vitest'
import { assembledOf, findingsOf } from '../testing'

describe('segments', () => {
  it('lead from a route to a request, also without a layer', async () => {
    const files = {
      'src/app.ts': `import express from 'express'
import { load } from './users'
const app = express()
app.get('/orders/:id', async (req, res) => { res.json(await load(req.params.id)) })`,
      'src/users.ts': `export const load = (id) => fetch(\`\${process.env.USERS_URL}/users/\${id}\`)`,
    }
    const found = await assembledOf(files)
    expect(found.map((one) => one.data?.flow)).toEqual([
      {
        entry: { kind: 'http', label: 'GET /orders/{}', keys: ['http:GET /orders/{}'] },
        outgoing: {
          kind: 'http',
          label: 'GET {env:USERS_URL}/users/{}',
          method: 'GET',
          keys: ['http:GET env:USERS_URL/users/{}', 'env:USERS_URL'],
        },
        layers: [],
        limits: [expect.objectContaining({ kind: 'timeout', mechanism: 'fetch', at: 1 })],
        naive: 1,
        gated: 1,
        gates: [],
      },
    ])
  })

  it('never multiply clients that end at different sinks', async () => {
    const files = {
      'a.ts': `import { backOff } from 'exponential-backoff'
import express from 'express'
const app = express()
const catalog = () => backOff(() => fetch('http://catalog/items'), { numOfAttempts: 4 })
const publish = () => backOff(() => fetch('http://bus/events'), { numOfAttempts: 11 })
app.get('/order', async () => { await catalog(); await publish() })`,
    }
    const found = await assembledOf(files)
    expect(found.map((one) => one.rule)).toEqual(['flow/segment', 'flow/segment'])
    expect(found.map((one) => one.message).sort()).toEqual([
      'GET /order reaches GET http://bus/events: 11 attempts.',
      'GET /order reaches GET http://catalog/items: 4 attempts.',
    ])
  })

  it('say when POST is sent again without a key', async () => {
    const send = (more: string) => `import { backOff } from 'exponential-backoff'
export const pay = () => backOff(() => fetch('https://pay.example/charges', { method: 'POST'${more} }), { numOfAttempts: 3 })`
    const rules = async (more: string) =>
      (await findingsOf({ 'a.ts': send(more) })).map((one) => [one.rule, one.data?.arithmetic])
    expect(await rules('')).toEqual([['retry-path/non-idempotent', '3 wrapper = 3']])
    expect(await rules(", headers: { 'Idempotency-Key': id }")).toEqual([])
  })
})
