import { type Client, ORG } from '@/lib/db/database'
import { inSnapshot } from '@/lib/db/snapshot'
import { given } from '@/lib/findings/shape'
import { ownerKey } from '@/lib/ownership/owner'
import { askedOf, type Whose } from '@/lib/ownership/queue/read-rows'
import type { SaidLayer } from '@/lib/retry-paths/layers'
import { ownersOf } from '@/lib/retry-paths/owners'
import { loadPlacements } from '@/lib/services/load-placements'
import { teamId } from '@/lib/services/store'
import type { AskedLayer, ClosedHow, QuestionLayer, RetryQuestion } from './types'

interface Row {
  id: string
  path: string
  about: string
  text: string
  due: string | null
  at: Date
  by: string
  layers: AskedLayer[]
  closedAt: Date | null
  closedBy: string | null
  how: ClosedHow | null
  reason: string | null
}

/** Everything asked about a path, what is open first, then the newest. */
export function questionsAbout(db: Client, path: string): Promise<RetryQuestion[]> {
  return inSnapshot(db, async (client) =>
    withAnswerers(client, await readRows(client, 'finding_id = $2', path)),
  )
}

/** Open questions that wait for a team or somebody by name, or for anybody where nobody is named. */
export function openQuestions(db: Client, asked: Whose): Promise<RetryQuestion[]> {
  return inSnapshot(db, async (client) => {
    const wide = await askedOf(client, asked)
    const open = await withAnswerers(client, await readRows(client, 'closed_at IS NULL'))
    if (!wide) return open
    const whose = new Set(wide.keys)
    // A team for which nothing else stands has an id, and no row with its name.
    const waits = ({ owner, team: of }: QuestionLayer) =>
      (of !== undefined && of.id === asked.team) ||
      [owner, of?.name].some((name) => name !== undefined && whose.has(ownerKey(name)))
    return open.filter(({ layers }) => layers.some(waits))
  })
}

/** Indexes: retry_question (org, finding), (org, closed_at). */
async function readRows(db: Client, where: string, ...values: string[]): Promise<Row[]> {
  const { rows } = await db.query<Row>(
    `SELECT id, finding_id AS path, about, text, due::text, at, actor_name AS by, layers,
       closed_at AS "closedAt", closed_by AS "closedBy", closed_how AS how, close_reason AS reason
     FROM retry_question WHERE org_id = $1 AND ${where}
     ORDER BY closed_at DESC NULLS FIRST, at DESC, id`,
    [ORG, ...values],
  )
  return rows
}

/** Teams and owners as of now: a question follows its layers through every reorganisation. */
async function withAnswerers(db: Client, rows: readonly Row[]): Promise<RetryQuestion[]> {
  if (rows.length === 0) return []
  const now = new Date()
  const layers = rows.flatMap((row) => row.layers)
  const placements = await loadPlacements(
    db,
    new Map(layers.map(({ repositoryId, repository }) => [repositoryId, repository])),
  )
  const owner = await ownersOf(db, layers.map(asSaid), '', now)
  const answered = (layer: AskedLayer): QuestionLayer => {
    const places = placements.get(layer.repositoryId)?.of(layer.path ?? '', now.getTime(), null)
    const team = places?.[0]?.team ?? null
    return {
      ...layer,
      ...given({ owner: owner(asSaid(layer)) }),
      ...(team === null ? {} : { team: { id: teamId(team), name: team } }),
    }
  }
  return rows.map(({ closedAt, closedBy, how, reason, due, at, ...row }) => ({
    ...row,
    ...given({ due }),
    at: at.toISOString(),
    layers: row.layers.map(answered),
    ...(closedAt && how
      ? { closed: { at: closedAt.toISOString(), by: closedBy ?? '', how, reason: reason ?? '' } }
      : {}),
  }))
}

function asSaid(layer: AskedLayer): SaidLayer {
  const { path = null, line = null, symbol = null, mechanism, ...rest } = layer
  return { ...rest, path, line, symbol, said: { mechanism }, attempts: 'unknown' }
}
