import type pg from 'pg'
import { type Client, inTransaction, ORG } from '@/lib/db/database'
import { hashOf, uuidOf } from '@/lib/db/ids'
import { codeOf, isDatabaseAway } from '@/lib/http/database-away'
import { holdToken } from '@/lib/people/tokens/grant'
import { canonicalParams, type ScanParams } from '@/lib/sarif/params'
import { type Received, receiveBody } from './receive'
import { UploadError } from './upload-error'

/** Notified whenever an upload waits; see wake.ts. */
export const uploadChannel = 'plumbline_upload'

/**
 * Stores an upload durably and wakes a worker; nothing is read from it yet. The same bytes with the
 * same parameters are the same upload and keep their id; one that failed or was refused is tried
 * again. With the id of a machine's token, it is stored only while that token holds. Throws
 * UploadError where it could not be stored, HttpProblem 401 for a token that was revoked meanwhile.
 */
export async function acceptUpload(
  pool: pg.Pool,
  body: AsyncIterable<Uint8Array>,
  params: ScanParams,
  contentEncoding?: string,
  token?: string,
): Promise<{ id: string }> {
  const received = await receiveBody(body, contentEncoding)
  try {
    return await store(pool, received, params, token).catch((error: unknown) => {
      if (!isDatabaseAway(error)) throw error
      // After a restart of PostgreSQL the pool still hands out connections that are dead.
      return store(pool, received, params, token)
    })
  } catch (error) {
    throw translated(error)
  }
}

function store(pool: pg.Pool, received: Received, params: ScanParams, token: string | undefined) {
  // Without a token a single statement on the pool: nothing is kept unless all of it is.
  if (token === undefined) return put(pool, received, params)
  return inTransaction(pool, async (client) => {
    await holdToken(client, token)
    return put(client, received, params)
  })
}

async function put(client: Client, received: Received, params: ScanParams) {
  const digest = hashOf(received.sha256, canonicalParams(params))
  const id = uuidOf('upload', digest.toString('hex'))
  const known = await client.query<{ status: string }>(
    'SELECT status FROM upload WHERE org_id = $1 AND id = $2',
    [ORG, id],
  )
  if (known.rows[0]) await again(client, id)
  else await insert(client, id, digest, received, params)
  return { id }
}

async function insert(
  client: Client,
  id: string,
  digest: Buffer,
  { packed, rawBytes }: Received,
  params: ScanParams,
): Promise<void> {
  await client.query(
    `WITH stored AS (
       INSERT INTO upload (org_id, id, digest, params, body, raw_bytes)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING id)
     SELECT pg_notify($7, id::text) FROM stored`,
    [ORG, id, digest, JSON.stringify(params), packed, rawBytes, uploadChannel],
  )
}

async function again(client: Client, id: string): Promise<void> {
  await client.query(
    `WITH waiting AS (
       UPDATE upload SET status = 'received', attempts = 0, lease_until = NULL,
         receipt = NULL, finished_at = NULL
       WHERE org_id = $1 AND id = $2 AND status IN ('failed', 'refused') RETURNING id)
     SELECT pg_notify($3, id::text) FROM waiting`,
    [ORG, id, uploadChannel],
  )
}

function translated(error: unknown): unknown {
  // 53100 is PostgreSQL's disk_full.
  if (codeOf(error) === '53100') {
    return new UploadError(507, 'The disk of the database is full; make room and send it again.')
  }
  if (isDatabaseAway(error)) {
    return new UploadError(503, 'The database does not answer; send it again shortly.', 5)
  }
  return error
}
