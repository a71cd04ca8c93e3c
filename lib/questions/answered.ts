import type pg from 'pg'
import { type Client, ORG } from '@/lib/db/database'
import { saidLayers } from '@/lib/retry-paths/layers'
import { type RawPathAt, readPathsAt } from '@/lib/retry-paths/queries'
import { type Closing, closeQuestion } from './act'
import { goneLegs } from './legs'
import type { AskedLayer } from './types'

/** Whoever reads the audit sees that no person closed it. */
const SCANS = { id: 'plumbline', name: 'Plumbline, from scans' }

/**
 * Closes the questions whose path has lost a layer that was asked about, or is gone: to be called
 * after scans were applied or flows joined, by whichever process did it. A path that nobody looks
 * for any more (its rule or its scans were taken out, or the tie that joined it) is not gone. Reads
 * the open questions, which are few, and their paths.
 */
export async function closeAnswered(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ id: string; path: string; layers: AskedLayer[] }>(
    `SELECT id, finding_id AS path, layers FROM retry_question
     WHERE org_id = $1 AND closed_at IS NULL ORDER BY at, id`,
    [ORG],
  )
  if (rows.length === 0) return 0
  const ids = rows.map(({ path }) => path)
  const paths = new Map((await readPathsAt(pool, ids, new Date())).map((raw) => [raw.id, raw]))
  const gone = await goneAmong(pool, ids)
  let closed = 0
  for (const { id, path, layers } of rows) {
    const raw = paths.get(path)
    const closing = raw && closingOf(raw, layers, gone)
    if (closing && (await closeQuestion(pool, SCANS, id, closing))) closed++
  }
  return closed
}

function closingOf(
  raw: RawPathAt,
  asked: readonly AskedLayer[],
  gone: ReadonlySet<string>,
): Closing | undefined {
  if (raw.present) {
    const legs = goneLegs(asked, saidLayers(raw.data))
    if (legs.length === 0) return undefined
    const names = legs.map(({ kind, mechanism, service }) => {
      return `${mechanism ?? kind} in ${service}`
    })
    return { how: 'layer-gone', reason: `Not on the path any more: ${names.join(', ')}.` }
  }
  if (!gone.has(raw.id)) return undefined
  return { how: 'path-gone', reason: 'The path does not repeat in more than one layer any more.' }
}

/**
 * Which of these findings were last gone, and neither only looked for no more nor parted by whoever
 * took back the tie that joined them? Presence (org, finding); flow_tie, which is small.
 */
async function goneAmong(db: Client, findings: readonly string[]): Promise<Set<string>> {
  const { rows } = await db.query<{ finding: string; gone: boolean }>(
    `SELECT DISTINCT ON (finding_id) finding_id AS finding, coalesce(end_reason = 'gone', false)
       AND NOT EXISTS (SELECT FROM flow_tie t WHERE t.org_id = p.org_id AND t.undone_at = p.to_at)
       AS gone
     FROM presence p
     WHERE org_id = $1 AND finding_id = ANY($2::uuid[])
     ORDER BY finding_id, to_at DESC NULLS FIRST`,
    [ORG, findings],
  )
  return new Set(rows.flatMap(({ finding, gone }) => (gone ? finding : [])))
}
