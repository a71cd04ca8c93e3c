import { expect, it } from 'vitest'
import { assembledOf } from '../testing'

const source = (method: string) => ({
  'a.ts': `import express from 'express'
import got from 'got'
const app = express()
app.get('/order', order)
const api = got.extend({ retry: { limit: 2 } })
async function order() { return api.${method}('http://orders/orders') }`,
})

const flow = async (method: string) => {
  const found = await assembledOf(source(method))
  const [segment] = found.filter(({ rule }) => rule === 'flow/segment')
  return segment?.data?.flow
}

it.each([
  ['get', 3, []],
  ['put', 3, []],
  ['post', 1, [{ reason: 'got does not repeat POST', removes: '3 client' }]],
  ['patch', 1, [{ reason: 'got does not repeat PATCH', removes: '3 client' }]],
])(
  'a client that leaves %s out is a layer with a gate, both numbers told',
  async (method, gated, gates) => {
    expect(await flow(method)).toMatchObject({ naive: 3, gated, gates })
  },
)
