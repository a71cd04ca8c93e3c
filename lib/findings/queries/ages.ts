import { type Client, ORG } from '@/lib/db/database'
import { NOTHING } from '@/lib/standing/sums'
import { type Add, NO_TEAM, parameters } from '@/lib/trends/conditions'
import { type Counting, countAt } from '@/lib/trends/queries/sums'
import type { RawFacet } from './facets'
import { AGE_DAYS, dayBefore, type LookedUp } from './narrow'
import { countingOf } from './page'
import type { Selection } from './selection'

/** Bands with a lower end, the youngest first, and the days after which they end. */
const YOUNG = Object.entries(AGE_DAYS).flatMap(([key, [, days]]) =>
  Number.isFinite(days) ? [{ key, days }] : [],
)
const OLDEST = 'older'

/** Since when what is of each of these bands or younger is there; the longest ago last. */
const boundsOf = (at: Date): Date[] => YOUNG.map(({ days }) => dayBefore(at, days - 1))

/**
 * How many findings have been there for how long, where sums tell? Undefined where they do not tell
 * apart what is asked for.
 */
export async function countAges(
  db: Client,
  selection: Selection,
  narrowing: LookedUp,
): Promise<RawFacet[] | undefined> {
  const counting = toldBySums(countingOf(selection, narrowing))
  if (!counting) return undefined
  const upTo = await readSums(db, counting, selection.at)
  return [...YOUNG.map(({ key }) => key), OLDEST].flatMap((key, i) => {
    const count = (upTo[i] ?? 0) - (upTo[i - 1] ?? 0)
    return count === 0 ? [] : [{ facet: 'age' as const, key, label: key, count }]
  })
}

/** SQL of a facet's values: how many rows of `from` are of each band. */
export function agesSql(from: string, at: Date, add: Add): string {
  const bounds = add(boundsOf(at).reverse())
  const keys = add([OLDEST, ...YOUNG.map(({ key }) => key).reverse()])
  const band = `(${keys}::text[])[1 + width_bucket(s.began_at, ${bounds}::timestamptz[])]`
  return `SELECT 'age' AS facet, ${band} AS key, ${band} AS label, count(*)::int AS count,
    false AS uncounted FROM ${from} s GROUP BY 2`
}

/** Whether sums by day tell apart what is asked for. */
function toldBySums(counting: Counting | undefined): Counting | undefined {
  const { decisionKind, team, rule, ...others } = counting?.filter ?? {}
  const told = [decisionKind, team, rule].filter((value) => value !== undefined).length < 2
  const more = Object.values(others).some((value) => value !== undefined)
  return told && !more ? counting : undefined
}

const DAY = 86_400_000
const day = (instant: Date) => instant.toISOString().slice(0, 10)

/**
 * How many are of each band or younger? What is young from the sums by the day on which what lasts
 * began, put right by the rows that have ended since the instant, and by those that began since of
 * findings that were there before: no finding began after a row of it. Everything else is older.
 * Indexes: standing_sum (org, slice, period), and standing_to and standing_from alone, of which no
 * row is read that is older.
 */
async function readSums(db: Client, counting: Counting, at: Date): Promise<number[]> {
  const [all] = await countAt(db, { ...counting, keys: [] }, at)
  const { values, add } = parameters()
  const $at = `${add(at)}::timestamptz`
  const bounds = boundsOf(at)
  const oldest = bounds.at(-1) ?? at
  const upTo = (column: string, count: string, ends: readonly string[]) =>
    ends.map((end, i) => `${count} FILTER (WHERE ${column} >= ${end}) AS n${i}`).join(', ')
  const instants = bounds.map((bound) => `${add(bound)}::timestamptz`)
  const ofRows = upTo('s.began_at', 'count(*)', instants)
  const ofDays = upTo('period', 'sum(count)', bounds.map(day).map(add))
  const conditions = conditionsOf(counting, add)
  const rows = `FROM standing s WHERE ${conditions.rows} AND began_at >= ${add(oldest)}`
  const { rows: counted } = await db.query<Record<string, number>>(
    `WITH lasts AS (SELECT ${ofDays} FROM standing_sum WHERE slice = '${sliceOf(counting)}'
       AND ${conditions.sums} AND period BETWEEN ${add(day(oldest))} AND ${add(day(at))}),
     ended AS (SELECT ${ofRows} ${rows} AND to_at > ${$at} AND from_at <= ${$at}),
     later AS (SELECT ${ofRows} ${rows} AND to_at IS NULL AND from_at > ${$at}
       AND began_at < ${add(new Date(dayBefore(at, 0).getTime() + DAY))})
     SELECT ${bounds.map((_, i) => `(coalesce(l.n${i}, 0) + e.n${i} - b.n${i})::int AS n${i}`).join(', ')}
     FROM lasts l, ended e, later b`,
    values,
  )
  return [...bounds.map((_, i) => counted[0]?.[`n${i}`] ?? 0), all?.count ?? 0]
}

const sliceOf = ({ filter: { team, rule } }: Counting): string =>
  team ? 'began of teams' : rule ? 'began of rules' : 'began'

function conditionsOf({ kinds, states, filter }: Counting, add: Add) {
  const { decisionKind, team, rule } = filter
  const both = `org_id = ${ORG} AND kind = ANY(${add(kinds)}::text[])
    AND state = ANY(${add(states)}::text[])
    ${decisionKind === undefined ? '' : `AND decision_kind = ${add(decisionKind)}`}
    ${rule === undefined ? '' : `AND rule_id = ${add(rule)}::uuid`}`
  if (team === undefined) return { rows: both, sums: both }
  if (team === NO_TEAM) {
    return { rows: `${both} AND team_id IS NULL`, sums: `${both} AND team_id = '${NOTHING}'` }
  }
  const named = `${both} AND team_id = ${add(team)}::uuid`
  return { rows: named, sums: named }
}
