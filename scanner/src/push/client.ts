import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { ScanError } from '../errors'
import type { StreamKey } from '../history/types'
import { isRecord } from '../is-record'
import { address, type Reply, request, type Server } from './http'

const compress = promisify(gzip)

/** What the query parameters of an upload say; each may be left to the SARIF itself. */
export interface About {
  repository?: string
  commit?: string
  committedAt?: string
  ref?: string
  category?: string
}

export interface Accepted {
  id: string
  statusUrl: string
}

const NAMES = ['repository', 'commit', 'committedAt', 'ref', 'category'] as const

/** Sends one SARIF document; resolves once the server has stored it. */
export async function pushDocument(
  server: Server,
  document: string | Buffer,
  about: About,
): Promise<Accepted> {
  const url = address(server, 'api/v1/scans')
  for (const name of NAMES) {
    const value = about[name]
    if (value !== undefined) url.searchParams.set(name, value)
  }
  const isGzip = Buffer.isBuffer(document) && document[0] === 0x1f && document[1] === 0x8b
  const body = isGzip ? document : await compress(document, { level: 1 })
  const headers = { 'content-type': 'application/sarif+json', 'content-encoding': 'gzip' }
  const reply = await request(server, url, { method: 'POST', headers, body: new Uint8Array(body) })
  const value = json(reply)
  if (reply.status === 202 || reply.status === 200) {
    const { id, statusUrl } = value
    if (typeof id === 'string' && typeof statusUrl === 'string') return { id, statusUrl }
  }
  throw new ScanError(
    `${url.origin} refused the upload (${reply.status}): ${detail(reply, value)}${tokenHint(reply)}`,
  )
}

export interface Verdict {
  status: string
  reason?: string
}

const POLL_MS = 500
const POLL_LIMIT_MS = 15 * 60_000

/** Asks for the status until it is final. Throws `ScanError` after a quarter of an hour. */
export async function waitForVerdict(server: Server, accepted: Accepted): Promise<Verdict> {
  const url = address(server, accepted.statusUrl)
  const pause = server.pause ?? ((ms: number) => sleep(ms, undefined, { signal: server.signal }))
  for (let waited = 0; waited < POLL_LIMIT_MS; waited += POLL_MS) {
    const reply = await request(server, url, { method: 'GET' })
    const value = json(reply)
    if (reply.status !== 200) {
      throw new ScanError(
        `${url.origin} does not tell of scan ${accepted.id} (${reply.status}): ${detail(reply, value)}${tokenHint(reply)}`,
      )
    }
    const { status } = value
    if (status === 'applied' || status === 'refused' || status === 'failed') {
      return { status, ...(status === 'applied' ? {} : { reason: detail(reply, value) }) }
    }
    await pause(POLL_MS)
  }
  throw new ScanError(`Scan ${accepted.id} is stored but not applied yet; look at ${url.href}.`)
}

/** Commits of this branch the server has applied with this version of the tool; none where it cannot say (404). */
export async function appliedCommits(server: Server, about: StreamKey): Promise<Set<string>> {
  const url = address(server, 'api/v1/scans')
  url.searchParams.set('repository', about.repository)
  url.searchParams.set('category', about.category)
  url.searchParams.set('tool', 'plumbline')
  const reply = await request(server, url, { method: 'GET' })
  if (reply.status === 404 || reply.status === 405) return new Set()
  const value = json(reply)
  if (reply.status === 401 || reply.status === 403) {
    throw new ScanError(
      `${url.origin} refused (${reply.status}): ${detail(reply, value)}${tokenHint(reply)}`,
    )
  }
  if (reply.status !== 200 || !Array.isArray(value.scans)) {
    throw new ScanError(`${url.origin} does not answer as Plumbline does (${reply.status}).`)
  }
  const applied = new Set<string>()
  for (const scan of value.scans) {
    if (!isRecord(scan) || typeof scan.commit !== 'string') continue
    const same = scan.branch === about.branch && scan.toolVersion === about.toolVersion
    if (same && scan.status === 'applied') applied.add(scan.commit)
  }
  return applied
}

/** What to do where the server asks who sends, or will not have it from this token. */
function tokenHint({ status }: Reply): string {
  return status === 401 || status === 403
    ? ' Set PLUMBLINE_TOKEN to a token of this repository with the scope ingest.'
    : ''
}

export function json(reply: Reply): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(reply.text)
    return isRecord(value) ? value : {}
  } catch {
    return {}
  }
}

export function detail(reply: Reply, value: Record<string, unknown>): string {
  for (const name of ['reason', 'error', 'message', 'detail']) {
    const text = value[name]
    if (typeof text === 'string') return text
    if (isRecord(text) && typeof text.message === 'string') return text.message
  }
  return reply.text.slice(0, 300).trim() || 'no reason given'
}
