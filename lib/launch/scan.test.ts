import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { untilApplied } from './scan'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

/** A server whose health is what `answers` says, in turn; the last for good. */
async function serving(...answers: { status: number; body?: object }[]): Promise<string> {
  const server = createServer((_, response) => {
    const { status, body } = (answers.length > 1 ? answers.shift() : answers[0]) ?? { status: 500 }
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const standing = (waiting: number, done: number, failed = 0) => ({
  status: 200,
  body: {
    name: 'plumbline',
    uploads: { waiting, done, failed, failure: failed ? 'no JSON' : null },
  },
})

async function said(address: string, silentMs = 60_000): Promise<string[]> {
  const lines: string[] = []
  const out = { line: (line: string) => lines.push(line), progress: () => {}, clear: () => {} }
  const env = { NODE_ENV: 'test' } as const
  await untilApplied({ address, env, out, signal: new AbortController().signal }, 0, silentMs)
  return lines
}

test('a start waits until nothing waits any more, and tells what could not be applied', async () => {
  expect(await said(await serving(standing(2, 0), { status: 503 }, standing(0, 2)))).toEqual([])
  expect(await said(await serving(standing(1, 0), standing(0, 0, 1)))).toEqual([
    '1 upload could not be applied; the last: no JSON',
  ])
})

test('a start that is told nothing says so and goes on', async () => {
  const [line, ...more] = await said(await serving({ status: 401 }), 300)
  expect(line).toMatch(/has not told this start for .* how far it is with the scans.* is stored/)
  expect(more).toEqual([])
})
