import { type Client, ORG } from '@/lib/db/database'
import { parameters, standingMatches, standsAt } from '@/lib/trends/conditions'
import type { Filter, Measure } from '@/lib/trends/types'
import type { CarriedAction, Note } from '../types'
import { type About, isGroupKey } from './actions'

type Key = Pick<About, 'measure' | 'by' | 'key'>

/** Everything that people said in and for a review. */
export interface Kept {
  actions: CarriedAction[]
  notes: (Note & Key)[]
  marks: Key[]
}

/** Actions that a page lists at most; the oldest open ones first. */
const ACTIONS = 200

/**
 * What was agreed on, said and dealt with? Actions of this and earlier weeks that are open or
 * became done since the week began; notes of this week and of the newest one before that has any.
 * Served by review_action (org_id, scope, at), review_note (org_id, scope, week) and primary keys.
 */
export async function readKept(
  db: Client,
  filter: Filter,
  scope: string,
  week: { id: string; from: string; since: string; at: string },
  now: Date,
): Promise<Kept> {
  const { rows: actions } = await db.query<
    Omit<CarriedAction, 'state' | 'before' | 'now'> & { done: boolean; baseAt: Date }
  >(
    `SELECT id, week, measure, by, key, label, text, owner, to_char(due, 'YYYY-MM-DD') AS due,
       actor_name AS "agreedBy", base_at AS "baseAt", done_at IS NOT NULL AS done, done_by AS "doneBy"
     FROM review_action WHERE org_id = $1 AND scope = $2 AND week <= $3
       AND (done_at IS NULL OR done_at >= $4)
     ORDER BY done_at IS NOT NULL, due, at LIMIT ${ACTIONS}`,
    [ORG, scope, week.id, week.from],
  )
  const { rows: notes } = await db.query<Omit<Note, 'at'> & Key & { at: Date }>(
    `SELECT id, week, measure, by, key, text, at, actor_name AS "saidBy" FROM review_note
     WHERE org_id = $1 AND scope = $2 AND (week = $3 OR week = (SELECT max(week) FROM review_note
       WHERE org_id = $1 AND scope = $2 AND week < $3)) ORDER BY at`,
    [ORG, scope, week.id],
  )
  const { rows: marks } = await db.query<Key>(
    'SELECT measure, by, key FROM review_mark WHERE org_id = $1 AND scope = $2 AND week = $3',
    [ORG, scope, week.id],
  )
  const today = now.toISOString().slice(0, 10)
  const counted: CarriedAction[] = []
  for (const { done, baseAt, doneBy, ...action } of actions) {
    if (!isGroupKey(action.by, action.key)) continue
    const within = { ...filter, [action.by]: action.key }
    counted.push({
      ...action,
      ...(doneBy ? { doneBy } : {}),
      state: done ? 'done' : action.due < today ? 'overdue' : 'open',
      before: await countAt(db, action.measure, within, baseAt),
      now: await countAt(db, action.measure, within, new Date(week.at)),
    })
  }
  return {
    actions: counted,
    notes: notes.map((note) => ({ ...note, at: note.at.toISOString() })),
    marks,
  }
}

/** How many stand at an instant? Index: standing (org_id, kind, state, from_at). */
async function countAt(db: Client, measure: Measure, filter: Filter, at: Date): Promise<number> {
  const { values, add } = parameters()
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM standing s
     WHERE ${standingMatches('s', [measure], filter, add)} AND ${standsAt('s', add(at))}`,
    values,
  )
  return rows[0]?.count ?? 0
}
