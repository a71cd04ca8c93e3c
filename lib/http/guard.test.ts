import { expect, test } from 'vitest'
import { isOwnHost, refuseForeign } from './guard'
import { route } from './route'

const post = (headers: Record<string, string>) =>
  new Request('http://127.0.0.1:3000/api/v1/review/acts', { method: 'POST', headers })

test("another site's page cannot make a browser change anything", async () => {
  const handler = route('everybody', async () => new Response('changed'))
  const params = { params: Promise.resolve({}) }
  const foreign: Record<string, string>[] = [
    { host: '127.0.0.1:3000', origin: 'http://evil.example' },
    { host: '127.0.0.1:3000', origin: 'null' },
    { host: '127.0.0.1:3000', 'sec-fetch-site': 'cross-site' },
    { host: '127.0.0.1:3000', 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:4000' },
  ]
  for (const headers of foreign) expect((await handler(post(headers), params)).status).toBe(403)
})

test('the own page and tools may', () => {
  const own = { host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000' }
  refuseForeign(post({ ...own, 'sec-fetch-site': 'same-origin' }))
  refuseForeign(post({ host: 'localhost:3000' }))
})

test('a foreign name for this machine is refused, also for reading', async () => {
  const handler = route('everybody', async () => new Response('numbers'))
  const request = new Request('http://rebound.example/api/v1/findings', {
    headers: { host: 'rebound.example' },
  })
  expect((await handler(request, { params: Promise.resolve({}) })).status).toBe(421)
  expect(isOwnHost('dash.example:3000', { PLUMBLINE_HOSTS: 'dash.example' } as never)).toBe(true)
})
