import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { gunzipSync } from 'node:zlib'

export interface Seen {
  method: string
  url: URL
  headers: IncomingMessage['headers']
  body: string
}

type Answer = { status: number; body?: unknown; headers?: Record<string, string> }

/** A server for tests that answers as told and remembers what it was asked. */
export async function testServer(answer: (seen: Seen, count: number) => Answer) {
  const seen: Seen[] = []
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const raw = Buffer.concat(chunks)
      const zipped = request.headers['content-encoding'] === 'gzip'
      const item: Seen = {
        method: request.method ?? '',
        url: new URL(request.url ?? '/', 'http://test'),
        headers: request.headers,
        body: (zipped ? gunzipSync(raw) : raw).toString('utf8'),
      }
      seen.push(item)
      const { status, body, headers } = answer(item, seen.length)
      response.writeHead(status, { 'content-type': 'application/json', ...headers })
      response.end(JSON.stringify(body ?? {}))
    })
  }
  const server = createServer(handle)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${port}`, seen, close }
}
