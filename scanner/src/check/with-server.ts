import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { ScanError } from '../errors'
import type { Scan } from '../history/types'
import { detail, json } from '../push/client'
import { address, request, type Server } from '../push/http'
import { type CheckResult, readResult } from './result'

const compress = promisify(gzip)

/** Asks a server what a scan would bring; it stores nothing. Throws `ScanError`. */
export async function checkWithServer(
  server: Server,
  scan: Scan,
  branchedAt: string | null,
): Promise<CheckResult> {
  const url = address(server, 'api/v1/check')
  const { repository, commit, committedAt, ref, category } = scan
  const said = { repository, commit, committedAt, ref, category, format: '1' }
  for (const [name, value] of Object.entries(said)) url.searchParams.set(name, value)
  if (branchedAt !== null) url.searchParams.set('branchedAt', branchedAt)
  const body = new Uint8Array(await compress(scan.sarif, { level: 1 }))
  const headers = { 'content-type': 'application/sarif+json', 'content-encoding': 'gzip' }
  const reply = await request(server, url, { method: 'POST', headers, body })
  if (reply.status === 200) return readResult(reply.text, url.origin)
  const value = json(reply)
  if (reply.status === 404 && value.detail === undefined) {
    throw new ScanError(
      `${url.origin} does not know plumbline check (404). Update Plumbline there, or check the address.`,
    )
  }
  if (reply.status === 401 || reply.status === 403) {
    throw new ScanError(
      `${url.origin} does not let this in (${reply.status}): ${detail(reply, value)} Set PLUMBLINE_TOKEN to a token of this repository.`,
    )
  }
  throw new ScanError(`${url.origin} could not check (${reply.status}): ${detail(reply, value)}`)
}
