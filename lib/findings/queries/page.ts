import type { Client } from '@/lib/db/database'
import { parameters, standingMatches } from '@/lib/trends/conditions'
import { KIND_OF } from '@/lib/trends/measures'
import { type Counting, countAt, KINDS, ofRows, STATES } from '@/lib/trends/queries/sums'
import type { Position } from '../cursor'
import { type Sort, TRACED_AT_MOST } from '../types'
import { readGroups, readPairs } from './groups'
import { hasWords, isPlain, type LookedUp, narrowedSql } from './narrow'
import { ORDERS } from './order'
import { COLUMNS, JOINS, type RawFinding } from './rows'
import type { Selection } from './selection'
import { isWalkedBack, walkSql } from './walk'

export interface PageRow extends RawFinding {
  position: Position
  /** Rows that were put into order to find the page; all of the list where none was walked. */
  all: number
}

interface Keyed extends RawFinding {
  textKey: string
  numberKey: number | null
  sinceKey: number
  all: number
}

/** Fewer rows than these are read as a whole: sorting them costs less than walking around others. */
export const FEW = 2000

/**
 * What sums can count of a selection; undefined where it is about changes, or narrowed by more than
 * sums tell apart.
 */
export function countingOf(selection: Selection, narrowing: LookedUp): Counting | undefined {
  const { measure, at: _, since, change, cause, part, ...filter } = selection
  if (since ?? change ?? cause ?? part) return undefined
  if (!isPlain(narrowing)) return undefined
  const both = <T extends string>(all: readonly T[], ...chosen: (string | undefined)[]) =>
    all.filter((one) => chosen.every((choice) => choice === undefined || choice === one))
  const kind = measure && KIND_OF[measure]
  return {
    kinds: both(KINDS, kind, narrowing.kind),
    states: both(STATES, measure && 'open', narrowing.state),
    filter,
    keys: [],
  }
}

/** How long a list is; of one of words only so far as it was counted, where there are more. */
export interface Total {
  total: number
  more?: true
}

/**
 * How many findings does a list hold? From sums where they tell, else by reading them; those that
 * have certain words up to TRACED_AT_MOST, as a common word is in every row.
 */
export async function readTotal(
  db: Client,
  selection: Selection,
  narrowing: LookedUp,
): Promise<Total> {
  const counting = countingOf(selection, narrowing)
  if (counting) return { total: (await countAt(db, counting, selection.at))[0]?.count ?? 0 }
  const { values, add } = parameters()
  const most = narrowing.q ? `LIMIT ${TRACED_AT_MOST + 1}` : ''
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*)::int AS count
     FROM (SELECT FROM (${narrowedSql(selection, narrowing, add)}) s ${most}) s`,
    values,
  )
  const total = rows[0]?.count ?? 0
  return narrowing.q && total > TRACED_AT_MOST ? { total: TRACED_AT_MOST, more: true } : { total }
}

/** Whether a list is read and sorted as a whole, however long: then its page tells the total. */
export const isSorted = (selection: Selection, narrowing: LookedUp): boolean =>
  !narrowing.q && countingOf(selection, narrowing) === undefined

/** What an index can be walked for: what sums can count, or that and words. */
function walkable(selection: Selection, narrowing: LookedUp, sort: Sort): Counting | undefined {
  // Which names come next is told from sums, which know of no words.
  const named = sort === 'rule' || sort === 'service'
  return countingOf(selection, named ? narrowing : { ...narrowing, q: undefined })
}

/**
 * Which findings follow a position, in an order? Few are sorted as a whole; of many, an index is
 * walked (walkSql), so that a page takes the same time however long the list. The keys of the order
 * decide with all their ties, then path and id; the rows of the page alone are joined to everything
 * shown.
 */
export async function readPage(
  db: Client,
  selection: Selection,
  narrowing: LookedUp,
  sort: Sort,
  page: { total: number; after?: Position; limit: number; few?: number },
): Promise<PageRow[]> {
  const { total, after, limit, few = FEW } = page
  const { values, add } = parameters()
  const counting = total > few ? walkable(selection, narrowing, sort) : undefined
  const walk = { sort, after, limit, few, words: narrowing.q }
  const selected = counting
    ? await nextRows(db, selection, counting, walk, add)
    : narrowedSql(selection, narrowing, add)
  const { text, number, since, joins } = ORDERS[sort]
  const position =
    after &&
    `WHERE (text_key, number_key, since_key, path COLLATE "C", finding_id) > (
      ${add(after.text)}::text COLLATE "C", ${add(-after.attempts)}::float8,
      ${add(since * after.since)}::bigint, ${add(after.path)}::text, ${add(after.id)}::uuid)`
  const order = (id: string) => `text_key, number_key, since_key, s.path COLLATE "C", ${id}`
  const { rows } = await db.query<Keyed>(
    `WITH keyed AS MATERIALIZED (
      SELECT s.*, (${text}) COLLATE "C" AS text_key, ${number} AS number_key,
        ${since} * (extract(epoch FROM s.began_at) * 1000)::bigint AS since_key
      FROM (${selected}) s ${joins}),
    page AS (SELECT s.* FROM keyed s ${position ?? ''}
      ORDER BY ${order('finding_id')} LIMIT ${add(limit)})
    SELECT ${COLUMNS}, s.began_at AS since, s.text_key AS "textKey", s.number_key AS "numberKey",
      s.since_key AS "sinceKey", (SELECT count(*)::int FROM keyed) AS all
    FROM page s ${JOINS} ORDER BY ${order('s.finding_id')}`,
    values,
  )
  return rows.map((row) => ({ ...row, position: positionOf(row, since) }))
}

async function nextRows(
  db: Client,
  selection: Selection,
  counting: Counting,
  {
    sort,
    after,
    limit,
    few,
    words,
  }: { sort: Sort; after?: Position; limit: number; few: number; words?: string },
  add: (value: unknown) => string,
): Promise<string> {
  const named = sort === 'rule' || sort === 'service'
  const groups = named ? await readGroups(db, sort, counting, selection.at, after?.text, limit) : []
  const pairs = named ? [] : await readPairs(db, counting, selection.at)
  const longAgo = isWalkedBack(sort) && (await hasEnded(db, counting, selection.at, few))
  const matches = standingMatches('s', [], counting.filter, add)
  const filter = words ? `${matches} AND ${hasWords(words, add)}` : matches
  const at = `${add(selection.at)}::timestamptz`
  return walkSql({ counting, filter, at, sort, pairs, longAgo, groups, after, limit }, add)
}

/** Has more ended since the instant than so many rows? Index: standing (org_id, kind, state, to_at). */
async function hasEnded(db: Client, counting: Counting, at: Date, most: number): Promise<boolean> {
  const { values, add } = parameters()
  const where = `${ofRows(counting, add)} AND to_at > ${add(at)} AND from_at <= ${add(at)}`
  const { rows } = await db.query<{ more: boolean }>(
    `SELECT count(*) > ${add(most)} AS more
     FROM (SELECT FROM standing WHERE ${where} LIMIT ${add(most + 1)}) ended`,
    values,
  )
  return rows[0]?.more === true
}

function positionOf({ textKey, numberKey, sinceKey, path, id }: Keyed, sign: number): Position {
  // Adding zero makes −0 a 0, as a cursor has it.
  return { text: textKey, attempts: -(numberKey ?? 0) + 0, since: sign * sinceKey + 0, path, id }
}
