import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { Child } from './children'
import { untilAnswers } from './web'

let other: Server | undefined
afterEach(() => other?.close())

/** Another program, or another Plumbline, that answers at a port. */
async function answering(health: unknown): Promise<number> {
  const server = createServer((_, answer) => {
    answer.setHeader('content-type', 'application/json').end(JSON.stringify(health))
  })
  other = server
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

const ended = (log: string) => () => {
  return { process: { exitCode: 1 } as Child['process'], log: () => log }
}
const wait = (port: number, log: string) =>
  untilAnswers({ listen: '127.0.0.1', port }, ended(log), new AbortController().signal)

test('a port that was taken while the pages were built is told, and not the other one’s answer believed', async () => {
  const port = await answering({ name: 'plumbline', run: 'another', uploads: {} })
  await expect(wait(port, 'Error: listen EADDRINUSE: address already in use')).rejects.toThrow(
    `Port ${port} is taken by another Plumbline`,
  )
})

test('a server that ends before it answers is told with what it printed', async () => {
  const port = await answering('something else')
  await expect(wait(port, 'Cannot find module')).rejects.toThrow(/Cannot find module/)
})
