import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export interface Received {
  headers: IncomingHttpHeaders
  body: string
}

/** What a webhook does with a request: a status, a redirect, or never anything. */
export type Answer = number | { redirect: string } | 'never'

/** A real receiver of webhooks on a port of its own; the last answer is given again and again. */
export async function webhookReceiver(...answers: Answer[]) {
  const received: Received[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => {
      body += chunk
    })
    request.on('end', () => {
      received.push({ headers: request.headers, body })
      const answer = answers[Math.min(received.length, answers.length) - 1] ?? 200
      if (answer === 'never') return
      if (typeof answer === 'number') response.writeHead(answer).end('ok')
      else response.writeHead(302, { location: answer.redirect }).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  }
  return { url: `http://127.0.0.1:${port}/hooks/T0/very-secret`, received, close }
}

/** A real SMTP server on a port of its own, without TLS; `options` make it refuse. */
export async function mailServer(options: SMTPServerOptions = {}) {
  const mails: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: (_auth, _session, done) => done(null, { user: 'anybody' }),
    onData: (stream, _session, done) => {
      let mail = ''
      stream.on('data', (chunk: Buffer) => {
        mail += chunk.toString()
      })
      stream.on('end', () => {
        mails.push(mail)
        done()
      })
    },
    ...options,
  })
  // A client that is refused hangs up; that is what these tests are about.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.server.address() as AddressInfo
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))
  return { url: `smtp://127.0.0.1:${port}`, port, mails, close }
}
