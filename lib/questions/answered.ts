import type pg from 'pg'
import { type Client, ORG } from '@/lib/db/database'
import { saidLayers } from '@/lib/retry-paths/layers'
import { type RawPathAt, readPathsAt } from '@/lib/retry-paths/queries'
import { type Closing, closeQuestion } from './act'
import { goneFromCode, goneLegs, placeOf } from './legs'
import type { AskedLayer } from './types'

/** Whoever reads the audit sees that no person closed it. */
const SCANS = { id: 'plumbline', name: 'Plumbline, from scans' }

/**
 * Closes the questions whose path has lost a layer that was asked about and that is gone from the
 * code too, or is gone itself: to be called after scans were applied or flows joined, by whichever process did it. A path that nobody looks
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
    const closing = raw && (await closingOf(pool, raw, layers, gone))
    if (closing && (await closeQuestion(pool, SCANS, id, closing))) closed++
  }
  return closed
}

async function closingOf(
  db: Client,
  raw: RawPathAt,
  asked: readonly AskedLayer[],
  gone: ReadonlySet<string>,
): Promise<Closing | undefined> {
  if (raw.present) {
    const missing = goneLegs(asked, saidLayers(raw.data))
    const legs = goneFromCode(asked, missing, await standingAt(db, missing))
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

/**
 * How many layers that repeat one flow has now at the places of these, at most. Index: flow_part
 * (org, repository).
 */
async function standingAt(db: Client, layers: readonly AskedLayer[]): Promise<Map<string, number>> {
  if (layers.length === 0) return new Map()
  const { rows } = await db.query<{
    repositoryId: string
    kind: string
    path: string | null
    symbol: string | null
    most: number
  }>(
    `WITH there AS (
       SELECT p.repository_id, coalesce(l ->> 'kind', 'layer') AS kind, l ->> 'path' AS path, l ->> 'symbol' AS symbol,
         count(*)::int AS n
       FROM flow_part p JOIN version v ON v.org_id = p.org_id AND v.id = p.version_id
       CROSS JOIN jsonb_path_query(v.data, '$.segment.layers[*]') AS l
       WHERE p.org_id = $1 AND p.repository_id = ANY($2::uuid[]) AND p.to_at IS NULL
         AND p.layers > 0 AND l -> 'attempts' IS DISTINCT FROM '1'
       GROUP BY p.version_id, 1, 2, 3, 4)
     SELECT repository_id AS "repositoryId", kind, path, symbol, max(n) AS most
     FROM there GROUP BY 1, 2, 3, 4`,
    [ORG, layers.map(({ repositoryId }) => repositoryId)],
  )
  return new Map(rows.map((row) => [placeOf(row), row.most]))
}
