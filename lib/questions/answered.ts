import type pg from 'pg'
import { type Client, ORG } from '@/lib/db/database'
import { saidLayers } from '@/lib/retry-paths/layers'
import { readPath } from '@/lib/retry-paths/queries'
import { type Closing, closeQuestion } from './act'
import { goneLegs } from './legs'
import type { AskedLayer } from './types'

/** Whoever reads the audit sees that no person closed it. */
const SCANS = { id: 'plumbline', name: 'Plumbline, from scans' }

/**
 * Closes the questions whose path has lost a layer that was asked about, or is gone: to be called
 * after scans were applied and flows joined. A path that nobody looks for any more (its rule or its
 * scans were taken out) is not gone. Reads the open questions, which are few, and their paths.
 */
export async function closeAnswered(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ id: string; path: string; layers: AskedLayer[] }>(
    `SELECT id, finding_id AS path, layers FROM retry_question
     WHERE org_id = $1 AND closed_at IS NULL ORDER BY at, id`,
    [ORG],
  )
  let closed = 0
  for (const { id, path, layers } of rows) {
    const closing = await closingOf(pool, path, layers)
    if (closing && (await closeQuestion(pool, SCANS, id, closing))) closed++
  }
  return closed
}

async function closingOf(
  db: Client,
  path: string,
  asked: readonly AskedLayer[],
): Promise<Closing | undefined> {
  const raw = await readPath(db, path, new Date())
  if (!raw) return undefined
  if (raw.present) {
    const gone = goneLegs(asked, saidLayers(raw.data))
    if (gone.length === 0) return undefined
    const names = gone.map(({ kind, mechanism, service }) => {
      return `${mechanism ?? kind} in ${service}`
    })
    return { how: 'layer-gone', reason: `Not on the path any more: ${names.join(', ')}.` }
  }
  if ((await lastEnd(db, path)) !== 'gone') return undefined
  return { how: 'path-gone', reason: 'The path does not repeat in more than one layer any more.' }
}

/** Why was a finding last not there any more? Presence (org, finding). */
async function lastEnd(db: Client, finding: string): Promise<string | null | undefined> {
  const { rows } = await db.query<{ end: string | null }>(
    `SELECT end_reason AS "end" FROM presence WHERE org_id = $1 AND finding_id = $2
     ORDER BY to_at DESC NULLS FIRST LIMIT 1`,
    [ORG, finding],
  )
  return rows[0]?.end
}
