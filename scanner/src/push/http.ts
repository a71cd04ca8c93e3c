import { setTimeout as sleep } from 'node:timers/promises'
import { errorCode, errorMessage, ScanError } from '../errors'
import { ATTEMPTS, delayBefore, isTransient } from './retry'

export interface Server {
  /** Base address, e.g. `http://127.0.0.1:3000`. */
  url: string
  signal?: AbortSignal
  /** Attempts in all; the default is the product's. */
  attempts?: number
  /** Replaces waiting in tests. */
  pause?: (ms: number) => Promise<unknown>
}

const TIMEOUT_MS = 60_000

export interface Reply {
  status: number
  text: string
}

/** Address of a path on the server; throws `ScanError` for a base that is no http address. */
export function address(server: Server, path: string): URL {
  let base: URL
  try {
    base = new URL(server.url)
  } catch {
    throw new ScanError(`${server.url} is not an address. Give one like http://127.0.0.1:3000.`)
  }
  if (base.protocol !== 'http:' && base.protocol !== 'https:') {
    throw new ScanError(`${server.url} is not an http address.`)
  }
  return new URL(path, base.href.endsWith('/') ? base : `${base.href}/`)
}

/**
 * Sends a request, again while that may help, and gives the last reply whatever its status. Each
 * attempt has its own time limit. Throws `ScanError` when no attempt got an answer.
 */
export async function request(server: Server, url: URL, init: RequestInit): Promise<Reply> {
  const attempts = server.attempts ?? ATTEMPTS
  const pause = server.pause ?? ((ms) => sleep(ms, undefined, { signal: server.signal }))
  const headers = withToken(init.headers)
  let failure: unknown
  // plumbline: owner=@plumbline/scanner decision=docs/decisions/0009-one-retry-layer.md
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const last = attempt === attempts
    let retryAfter: string | null = null
    try {
      const { response, text } = await timed(server.signal, async (signal) => {
        const response = await fetch(url, { ...init, headers, signal })
        return { response, text: await response.text() }
      })
      if (last || !isTransient(response.status)) return { status: response.status, text }
      retryAfter = response.headers.get('retry-after')
    } catch (error) {
      if (server.signal?.aborted || last) {
        failure = error
        break
      }
    }
    await pause(delayBefore(attempt + 1, retryAfter, Math.random(), Date.now()))
  }
  server.signal?.throwIfAborted()
  throw new ScanError(`${url.origin} does not answer (${reason(failure)}). ${HINT}`)
}

/** The token of a machine, where the environment has one (PLUMBLINE_TOKEN). */
function withToken(given: RequestInit['headers']): Headers {
  const headers = new Headers(given)
  const token = process.env.PLUMBLINE_TOKEN?.trim()
  if (token && !/^[\x21-\x7e]+$/.test(token)) {
    throw new ScanError(
      'PLUMBLINE_TOKEN is no token: it has white space or other characters in it.',
    )
  }
  if (token) headers.set('authorization', `Bearer ${token}`)
  return headers
}

const HINT =
  'Is the server running, and is the address right? Run the same command again once it is.'

/**
 * Ends after the time limit or with `signal`, whether or not `work` heeds either: a signal that was
 * made by `AbortSignal.timeout` can be collected as garbage before it fires.
 */
async function timed<T>(
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController()
  const ended = new Promise<never>((_, reject) => {
    stop.signal.addEventListener('abort', () => reject(stop.signal.reason))
  })
  const cancel = () => stop.abort(signal?.reason)
  if (signal?.aborted) cancel()
  signal?.addEventListener('abort', cancel)
  const late = () => stop.abort(new DOMException('No reply', 'TimeoutError'))
  const timer = setTimeout(late, TIMEOUT_MS)
  try {
    return await Promise.race([work(stop.signal), ended])
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', cancel)
  }
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return 'no reply'
  if (error.name === 'TimeoutError') return `nothing within ${TIMEOUT_MS / 1000} s`
  return errorCode(error.cause) || errorMessage(error)
}
