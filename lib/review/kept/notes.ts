import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { writeAudit } from '@/lib/audit/write'
import { inTransaction, ORG } from '@/lib/db/database'
import type { About, Person } from './actions'
import { assertOpen } from './closed'

const subjectOf = ({ week, scope, measure, by, key }: About): string =>
  [week, scope, measure, by, key].join(' ')

/** Keeps what was said of an exception. Throws ReviewClosed. */
export function addNote(
  pool: pg.Pool,
  person: Person,
  about: About,
  text: string,
): Promise<{ id: string }> {
  const id = randomUUID()
  return inTransaction(pool, async (client) => {
    await assertOpen(client, about.week, about.scope)
    const { week, scope, measure, by, key } = about
    await client.query(
      `INSERT INTO review_note (org_id, id, week, scope, measure, by, key, text, actor_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [ORG, id, week, scope, measure, by, key, text, person.name],
    )
    await writeAudit(client, person, new Date(), [
      {
        action: 'review.note',
        subjectKind: 'review-exception',
        subjectId: subjectOf(about),
        after: { text },
      },
    ])
    return { id }
  })
}

/** Marks an exception as dealt with, or takes that back. Throws ReviewClosed. */
export function setReviewed(
  pool: pg.Pool,
  person: Person,
  about: About,
  reviewed: boolean,
): Promise<void> {
  return inTransaction(pool, async (client) => {
    const { week, scope, measure, by, key } = about
    await assertOpen(client, week, scope)
    const { rowCount } = reviewed
      ? await client.query(
          `INSERT INTO review_mark (org_id, week, scope, measure, by, key, actor_name)
           VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
          [ORG, week, scope, measure, by, key, person.name],
        )
      : await client.query(
          `DELETE FROM review_mark WHERE org_id = $1 AND week = $2 AND scope = $3
             AND measure = $4 AND by = $5 AND key = $6`,
          [ORG, week, scope, measure, by, key],
        )
    if (!rowCount) return
    await writeAudit(client, person, new Date(), [
      {
        action: reviewed ? 'review.mark' : 'review.unmark',
        subjectKind: 'review-exception',
        subjectId: subjectOf(about),
      },
    ])
  })
}
