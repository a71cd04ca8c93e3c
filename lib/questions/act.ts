import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { writeAudit } from '@/lib/audit/write'
import { inTransaction, ORG } from '@/lib/db/database'
import { given, textOf } from '@/lib/findings/shape'
import { HttpProblem } from '@/lib/http/problem'
import { saidLayers } from '@/lib/retry-paths/layers'
import { type RawPathAt, readPath } from '@/lib/retry-paths/queries'
import { isUuid } from '@/lib/trends/is-uuid'
import type { AskedLayer, ClosedHow } from './types'

interface Actor {
  id: string
  name: string
}

export interface NewQuestion {
  text: string
  /** A day. */
  due?: string
}

/**
 * Asks the owners of all layers of a retry path one question. Throws HttpProblem: 404 where there is
 * no such path, 409 where it is not there any more or a question about it is open.
 */
export async function askOwners(
  pool: pg.Pool,
  actor: Actor,
  path: string,
  { text, due }: NewQuestion,
): Promise<string> {
  const id = randomUUID()
  const at = new Date()
  await inTransaction(pool, async (client) => {
    await client.query("SELECT pg_advisory_xact_lock(hashtextextended('question ' || $1, $2))", [
      ...[path, ORG],
    ])
    const raw = isUuid(path) ? await readPath(client, path, at) : null
    if (!raw) throw new HttpProblem(404, 'There is no retry path with this id.')
    if (!raw.present) {
      throw new HttpProblem(409, 'This path is not there any more: nobody needs to be asked.')
    }
    const { rows: open } = await client.query<{ by: string }>(
      `SELECT actor_name AS by FROM retry_question
       WHERE org_id = $1 AND finding_id = $2 AND closed_at IS NULL`,
      [ORG, path],
    )
    if (open[0]) {
      throw new HttpProblem(
        409,
        `${open[0].by} has asked about this path already. Close that question before another is asked.`,
      )
    }
    const layers = askedLayers(raw)
    await client.query(
      `INSERT INTO retry_question (org_id, id, finding_id, about, text, due, at, actor_name, layers)
       VALUES ($1, $2, $3, $4, $5, $6::date, $7, $8, $9::jsonb)`,
      [ORG, id, path, raw.message, text, due ?? null, at, actor.name, JSON.stringify(layers)],
    )
    await writeAudit(client, actor, at, [
      {
        action: 'question.ask',
        ...{ subjectKind: 'retry-path', subjectId: path },
        after: { question: id, text, due, layers: layers.map(({ key }) => key) },
      },
    ])
  })
  return id
}

function askedLayers(raw: RawPathAt): AskedLayer[] {
  return saidLayers(raw.data).map(({ key, kind, said, path, line, symbol, ...of }) => ({
    ...{ key, kind },
    ...given({ mechanism: textOf(said, 'mechanism'), path, line, symbol }),
    service: of.service ?? raw.service,
    repositoryId: of.repositoryId ?? raw.repositoryId,
    repository: of.repository ?? raw.repository,
  }))
}

export interface Closing {
  how: ClosedHow
  reason: string
}

/** Closes a question that is open, for good. False where there is none. */
export function closeQuestion(
  pool: pg.Pool,
  actor: Actor,
  id: string,
  { how, reason }: Closing,
): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const at = new Date()
    const { rows } = await client.query<{ path: string }>(
      `UPDATE retry_question SET closed_at = $3, closed_by = $4, closed_how = $5, close_reason = $6
       WHERE org_id = $1 AND id = $2 AND closed_at IS NULL RETURNING finding_id AS path`,
      [ORG, id, at, actor.name, how, reason],
    )
    const [closed] = rows
    if (!closed) return false
    await writeAudit(client, actor, at, [
      {
        action: 'question.close',
        ...{ subjectKind: 'retry-path', subjectId: closed.path },
        after: { question: id, how, reason },
      },
    ])
    return true
  })
}
