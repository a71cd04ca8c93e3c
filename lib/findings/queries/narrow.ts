import { ORG } from '@/lib/db/database'
import { readBeyond } from '@/lib/format/beyond'
import type { Narrowing } from '../types'
import { introductionSql } from './introduced'
import { type Selection, selectionSql } from './selection'

type Add = (value: unknown) => string

const DAY = 86_400_000

/** Bounds of each band of age, in days: from (included) and to. */
export const AGE_DAYS: Record<NonNullable<Narrowing['age']>, [number, number]> = {
  week: [0, 7],
  month: [7, 30],
  quarter: [30, 91],
  year: [91, 365],
  older: [365, Number.POSITIVE_INFINITY],
}

/** When the finding of a row first was there. Presence (org, finding_id). */
export const BEGAN = `(SELECT min(b.from_at) FROM presence b
  WHERE b.org_id = ${ORG} AND b.finding_id = s.finding_id)`

/** Text as a LIKE pattern that means it literally. */
export const likeText = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

/**
 * SQL of the rows of a selection that a list is narrowed to. Kind and state are columns; path and
 * text need version by primary key, age the beginning of presence.
 */
export function narrowedSql(selection: Selection, narrowing: Narrowing, add: Add): string {
  const { kind, state, age, path, q, olderThan, beyond } = narrowing
  const traced = introductionSql(narrowing, add)
  const conditions = [
    ...(kind === undefined ? [] : [`s.kind = ${add(kind)}`]),
    ...(state === undefined ? [] : [`s.state = ${add(state)}`]),
    ...(age === undefined ? [] : [ageSql(age, selection.at, add)]),
    ...(traced === undefined ? [] : [traced]),
    ...(olderThan === undefined
      ? []
      : [`${BEGAN} < ${add(new Date(selection.at.getTime() - olderThan * DAY))}`]),
    ...(beyond === undefined ? [] : [beyondSql(...readBeyond(beyond), add)]),
  ]
  const texts: string[] = []
  if (path === '') texts.push(`strpos(v.path, '/') = 0`)
  else if (path !== undefined) texts.push(`starts_with(v.path, ${add(`${path}/`)})`)
  if (q !== undefined && q !== '') {
    const pattern = add(`%${likeText(q)}%`)
    texts.push(
      `(v.path ILIKE ${pattern} OR v.message ILIKE ${pattern} OR v.symbol ILIKE ${pattern})`,
    )
  }
  if (texts.length > 0) {
    conditions.push(`EXISTS (SELECT 1 FROM version v
      WHERE v.org_id = s.org_id AND v.id = s.version_id AND ${texts.join(' AND ')})`)
  }
  const selected = selectionSql(selection, add)
  if (conditions.length === 0) return selected
  return `SELECT s.* FROM (${selected}) s WHERE ${conditions.join(' AND ')}`
}

/**
 * Retry paths with more layers or attempts than these. What is unbounded is beyond every number,
 * what is unknown beyond none. Version by primary key.
 */
export function beyondSql(layers: number, attempts: number, add: Add): string {
  return `(s.attempts > ${add(attempts)}::float8 OR EXISTS (SELECT 1 FROM version w
    WHERE w.org_id = s.org_id AND w.id = s.version_id AND
      CASE jsonb_typeof(w.data -> 'layers') WHEN 'array'
        THEN jsonb_array_length(w.data -> 'layers') > ${add(layers)}::int ELSE false END))`
}

function ageSql(age: NonNullable<Narrowing['age']>, at: Date, add: Add): string {
  const [from, to] = AGE_DAYS[age]
  const before = (days: number) => add(new Date(at.getTime() - days * DAY))
  const oldest = Number.isFinite(to) ? ` AND ${BEGAN} > ${before(to)}` : ''
  return `${BEGAN} <= ${before(from)}${oldest}`
}
