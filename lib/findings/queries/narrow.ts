import { type Client, ORG } from '@/lib/db/database'
import { readBeyond } from '@/lib/format/beyond'
import { type Add, parameters } from '@/lib/trends/conditions'
import type { Narrowing } from '../types'
import { introductionSql } from './introduced'
import { rarePart } from './rare-part'
import { type Selection, selectionSql } from './selection'

/** A narrowing whose words were looked up. */
export interface LookedUp extends Narrowing {
  /** Versions that have the words, where those are few. */
  found?: readonly string[]
}

/** Versions that are named one by one; with more, each statement looks the words up itself. */
const FOUND_AT_MOST = 2000

/**
 * Looks words up once for all statements of a list: by version_words, which takes most of the time
 * that a list of rare words does.
 */
export async function lookUp(db: Client, narrowing: Narrowing): Promise<LookedUp> {
  if (narrowing.q === undefined || narrowing.q === '') return narrowing
  const { values, add } = parameters()
  const part = await rarePart(db, narrowing.q)
  const { rows } = await db.query<{ id: string }>(
    `SELECT v.id FROM version v WHERE v.org_id = ${ORG}
       AND ${foundBy(part, narrowing.q, add)} LIMIT ${FOUND_AT_MOST + 1}`,
    values,
  )
  if (rows.length > FOUND_AT_MOST) return narrowing
  return { ...narrowing, found: rows.map(({ id }) => id) }
}

const DAY = 86_400_000

/** Bounds of each band of age, in days of UTC: from (included) and to. */
export const AGE_DAYS: Record<NonNullable<Narrowing['age']>, [number, number]> = {
  week: [0, 7],
  month: [7, 30],
  quarter: [30, 91],
  year: [91, 365],
  older: [365, Number.POSITIVE_INFINITY],
}

/** Text as a LIKE pattern that means it literally. */
export const likeText = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

/** Whether a narrowing asks for more than columns that sums tell apart. */
export const isPlain = ({ kind: _, state: __, ...rest }: LookedUp): boolean =>
  Object.values(rest).every((value) => value === undefined)

/**
 * SQL of the rows of a selection that a list is narrowed to. Words are found by version's trigrams
 * (version_words), who introduced a finding by primary keys; the rest are columns of standing.
 */
export function narrowedSql(selection: Selection, narrowing: LookedUp, add: Add): string {
  const { kind, state, age, path, q, found, olderThan, beyond } = narrowing
  const traced = introductionSql(narrowing, add)
  const conditions = [
    ...(kind === undefined ? [] : [`s.kind = ${add(kind)}`]),
    ...(state === undefined ? [] : [`s.state = ${add(state)}`]),
    ...(age === undefined ? [] : [ageSql(age, selection.at, add)]),
    ...(traced === undefined ? [] : [traced]),
    ...(olderThan === undefined
      ? []
      : [`s.began_at < ${add(new Date(selection.at.getTime() - olderThan * DAY))}`]),
    ...(beyond === undefined ? [] : [beyondSql(...readBeyond(beyond), add)]),
  ]
  if (path === '') conditions.push(`strpos(s.path, '/') = 0`)
  else if (path !== undefined) conditions.push(beneath(path, add))
  if (found) conditions.push(`s.version_id = ANY(${add(found)}::uuid[])`)
  else if (q !== undefined && q !== '') conditions.push(wordsSql(q, add))
  const selected = selectionSql(selection, add)
  if (conditions.length === 0) return selected
  return `SELECT s.* FROM (${selected}) s WHERE ${conditions.join(' AND ')}`
}

/**
 * Retry paths with more layers or attempts than these. What is unbounded is beyond every number,
 * what is unknown beyond none. Joined paths store how many layers they have (lib/retry-paths/whole).
 * Version by primary key.
 */
export function beyondSql(layers: number, attempts: number, add: Add): string {
  const $layers = add(layers)
  return `(s.attempts > ${add(attempts)}::float8 OR EXISTS (SELECT 1 FROM version w
    WHERE w.org_id = s.org_id AND w.id = s.version_id AND
      CASE jsonb_typeof(w.data -> 'layers') WHEN 'array'
        THEN jsonb_array_length(w.data -> 'layers') > ${$layers}::int
      WHEN 'number' THEN (w.data -> 'layers')::numeric > ${$layers}::int ELSE false END))`
}

/** Whether the row in hand has these words: for a walk, which meets enough of them soon. */
export const hasWords = (q: string, add: Add): string =>
  `EXISTS (SELECT FROM version v WHERE v.org_id = s.org_id AND v.id = s.version_id
    AND ${wordsIn(add(holding(q)))} OFFSET 0)`

/** In a folder, as a stretch of the paths in their order: `0` is what follows the slash. */
const beneath = (folder: string, add: Add) =>
  `s.path COLLATE "C" >= ${add(`${folder}/`)} AND s.path COLLATE "C" < ${add(`${folder}0`)}`

function wordsSql(q: string, add: Add): string {
  return `s.version_id IN (SELECT v.id FROM version v WHERE v.org_id = ${ORG}
    AND ${wordsIn(add(holding(q)))})`
}

const holding = (text: string) => `%${likeText(text)}%`

/** SQL of versions that have these words, found by a part of them (rarePart). */
export function foundBy(part: string, words: string, add: Add): string {
  const found = wordsIn(add(holding(part)))
  if (part === words) return found
  // Nothing that the index would look up as well.
  const $whole = add(holding(words))
  const has = ['path', 'message', 'symbol'].map((column) => `(v.${column} || '') ILIKE ${$whole}`)
  return `${found} AND (${has.join(' OR ')})`
}

const wordsIn = (pattern: string) =>
  `(v.path ILIKE ${pattern} OR v.message ILIKE ${pattern} OR v.symbol ILIKE ${pattern})`

/** Midnight (UTC) so many days before the day of an instant. */
export const dayBefore = (at: Date, days: number): Date =>
  new Date((Math.floor(at.getTime() / DAY) - days) * DAY)

function ageSql(age: NonNullable<Narrowing['age']>, at: Date, add: Add): string {
  const [from, to] = AGE_DAYS[age]
  const youngest = `s.began_at < ${add(dayBefore(at, from - 1))}`
  return Number.isFinite(to)
    ? `${youngest} AND s.began_at >= ${add(dayBefore(at, to - 1))}`
    : youngest
}
