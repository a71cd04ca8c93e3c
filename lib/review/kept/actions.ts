import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { writeAudit } from '@/lib/audit/write'
import { inTransaction, ORG } from '@/lib/db/database'
import { NO_TEAM } from '@/lib/trends/conditions'
import { isUuid } from '@/lib/trends/is-uuid'
import type { Measure } from '@/lib/trends/types'
import { assertOpen } from './closed'

/** Who acts; without sign-in the local person. */
export interface Person {
  id: string
  name: string
}

/** What an action, a note or a mark is about, and in which review. */
export interface About {
  week: string
  scope: string
  measure: Measure
  by: 'service' | 'team'
  key: string
}

/** Is this the id of a service or team, or stands for findings without a team? */
export function isGroupKey(by: About['by'], key: string): boolean {
  return isUuid(key) || (by === 'team' && key === NO_TEAM)
}

export interface NewAction extends About {
  label: string
  text: string
  owner: string
  /** A day, `2026-11-27`. */
  due: string
  /** Instant that the drift meanwhile is counted from. */
  baseAt: string
}

/** Agrees on an action. Throws ReviewClosed where the review is closed. */
export function addAction(
  pool: pg.Pool,
  person: Person,
  action: NewAction,
): Promise<{ id: string }> {
  const id = randomUUID()
  return inTransaction(pool, async (client) => {
    await assertOpen(client, action.week, action.scope)
    const { week, scope, measure, by, key, label, text, owner, due, baseAt } = action
    await client.query(
      `INSERT INTO review_action (org_id, id, week, scope, measure, by, key, label, text, owner,
         due, base_at, actor_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [ORG, id, week, scope, measure, by, key, label, text, owner, due, baseAt, person.name],
    )
    await writeAudit(client, person, new Date(), [
      { action: 'review.action', subjectKind: 'review-action', subjectId: id, after: action },
    ])
    return { id }
  })
}

/** Marks an action done, or open again; false where there is none. Asking twice changes nothing. */
export function setDone(
  pool: pg.Pool,
  person: Person,
  id: string,
  done: boolean,
): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ done: boolean }>(
      `SELECT done_at IS NOT NULL AS done FROM review_action
       WHERE org_id = $1 AND id = $2 FOR UPDATE`,
      [ORG, id],
    )
    const [was] = rows
    if (!was) return false
    if (was.done === done) return true
    await client.query(
      `UPDATE review_action SET done_at = CASE WHEN $3 THEN now() END,
         done_by = CASE WHEN $3 THEN $4 END WHERE org_id = $1 AND id = $2`,
      [ORG, id, done, person.name],
    )
    await writeAudit(client, person, new Date(), [
      {
        action: done ? 'review.action-done' : 'review.action-open',
        subjectKind: 'review-action',
        subjectId: id,
        before: was,
        after: { done },
      },
    ])
    return true
  })
}
