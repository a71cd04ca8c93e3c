import type pg from 'pg'
import * as z from 'zod'
import { HttpProblem } from '@/lib/http/problem'
import { readInstant } from '@/lib/http/read-filter'
import { badQuery, name, readQuery } from '@/lib/http/read-query'
import { readRepository } from '@/lib/http/read-repository'
import { receiveBody } from '@/lib/ingest/receive'
import { RefusedScan } from '@/lib/ingest/refused'
import { unpackAndRead } from '@/lib/ingest/unpack-and-read'
import { UploadError } from '@/lib/ingest/upload-error'
import type { Principal } from '@/lib/people/principal'
import type { ScanContent } from '@/lib/sarif/content'
import { getTimeZone } from '@/lib/trends/get-time-zone'
import { CheckError, checkBranch } from './check-branch'
import type { CheckResult } from './types'

const shape = {
  repository: name.optional(),
  commit: name.optional(),
  committedAt: name.optional(),
  ref: name.optional(),
  category: name.optional(),
  branchedAt: name.optional(),
  format: z.literal('1', { error: 'must be 1; update Plumbline on one side' }).optional(),
}

/**
 * Reads the body as an upload is read, and checks it. Throws HttpProblem: 400 for what cannot be
 * read, 404 for a repository nobody scanned, 409 for what cannot be compared, 413 too large.
 */
export async function readCheck(
  pool: pg.Pool,
  request: Request,
  principal: Principal,
  now: Date,
): Promise<CheckResult> {
  const { branchedAt, format: _, ...params } = readQuery(request, shape)
  const scan = await readScan(request, params)
  const repository = await readRepository(pool, scan.repository.name, principal).catch((error) => {
    if (!(error instanceof HttpProblem) || error.status !== 400) throw error
    throw new HttpProblem(
      404,
      `No repository is known here as ${scan.repository.name}. Scan its default branch first (plumbline scan --push URL), or give the name it has here with --name.`,
    )
  })
  const branched = readInstant('branchedAt', branchedAt, 'end', await getTimeZone(pool))
  try {
    const narrow = principal.kind === 'machine' && principal.repository !== null
    return await checkBranch(pool, { repository, scan, branchedAt: branched, narrow, now })
  } catch (error) {
    if (error instanceof CheckError || error instanceof RefusedScan) {
      throw new HttpProblem(409, error.message)
    }
    throw error
  }
}

/** Bytes that are read within the request, about a second's worth; larger ones wait for a worker. */
const LARGEST = 100_000_000

async function readScan(request: Request, params: Record<string, string | undefined>) {
  const body = (request.body ?? new Blob([]).stream()) as unknown as AsyncIterable<Uint8Array>
  try {
    const { packed, rawBytes } = await receiveBody(
      body,
      request.headers.get('content-encoding') ?? undefined,
    )
    if (rawBytes > LARGEST) {
      throw new UploadError(413, 'A check takes at most 100 MB unpacked; push the scan instead.')
    }
    const { scans, refusals } = unpackAndRead(packed, params)
    return oneOf(scans, refusals[0]?.reason)
  } catch (error) {
    if (!(error instanceof UploadError)) throw error
    throw new HttpProblem(error.status, error.message, undefined, error.retryAfter)
  }
}

function oneOf(scans: readonly ScanContent[], refused: string | undefined): ScanContent {
  const [scan, ...more] = scans
  if (!scan) {
    throw badQuery([{ path: 'body', message: `cannot be taken: ${refused ?? 'it has no run'}` }])
  }
  if (more.length > 0) {
    const message = `has ${scans.length} scans; check one tool, category and commit at a time`
    throw badQuery([{ path: 'body', message }])
  }
  return scan
}
