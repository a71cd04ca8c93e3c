import { type Client, ORG } from '@/lib/db/database'
import { NOTHING } from '@/lib/standing/sums'
import { type Add, NO_TEAM, parameters } from '@/lib/trends/conditions'
import { type Counting, countAt } from '@/lib/trends/queries/sums'
import type { RawFacet } from './facets'
import { AGE_DAYS, dayBefore, type LookedUp, narrowedSql } from './narrow'
import { countingOf } from './page'
import type { Selection } from './selection'

/** Bands with a lower end, the youngest first, and the days after which they end. */
const YOUNG = Object.entries(AGE_DAYS).flatMap(([key, [, days]]) =>
  Number.isFinite(days) ? [{ key, days }] : [],
)
const OLDEST = 'older'

/** Since when what is of each of these bands or younger is there; the widest last. */
const boundsOf = (at: Date): Date[] => YOUNG.map(({ days }) => dayBefore(at, days - 1))

/**
 * How many findings have been there for how long? From sums where they tell, else from the rows of
 * the selection, as for its list.
 */
export async function readAges(
  db: Client,
  selection: Selection,
  narrowing: LookedUp,
): Promise<RawFacet[]> {
  const counting = toldBySums(countingOf(selection, narrowing))
  const { total, young } = counting
    ? await readSums(db, counting, selection.at)
    : await readRows(db, selection, narrowing)
  const upTo = [...young, total]
  return [...YOUNG.map(({ key }) => key), OLDEST].flatMap((key, i) => {
    const count = (upTo[i] ?? 0) - (upTo[i - 1] ?? 0)
    return count === 0 ? [] : [{ facet: 'age' as const, key, label: key, count }]
  })
}

interface Ages {
  total: number
  /** How many are of each of the young bands or younger. */
  young: number[]
}

/** SQL of how many of some rows are of each band or younger; `bound` as their column has it. */
const countsSql = (column: string, count: string, bounds: readonly string[]): string =>
  bounds.map((bound, i) => `${count} FILTER (WHERE ${column} >= ${bound}) AS n${i}`).join(', ')

const youngOf = (row: Record<string, number | null> | undefined): number[] =>
  YOUNG.map((_, i) => row?.[`n${i}`] ?? 0)

async function readRows(db: Client, selection: Selection, narrowing: LookedUp): Promise<Ages> {
  const { values, add } = parameters()
  const bounds = boundsOf(selection.at).map((bound) => `${add(bound)}::timestamptz`)
  const { rows } = await db.query<Record<string, number>>(
    `SELECT count(*)::int AS total, ${countsSql('s.began_at', 'count(*)', bounds)}
     FROM (${narrowedSql(selection, narrowing, add)}) s`,
    values,
  )
  return { total: rows[0]?.total ?? 0, young: youngOf(rows[0]) }
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
 * What is young, from the sums by the day on which what lasts began, put right by the rows that have
 * ended since the instant, and by those that began since of findings that were there before: no
 * finding began after a row of it. Everything else is older. Indexes: standing_sum (org, slice,
 * period), and standing_to and standing_from alone, of which no row is read that is older.
 */
async function readSums(db: Client, counting: Counting, at: Date): Promise<Ages> {
  const [all] = await countAt(db, { ...counting, keys: [] }, at)
  const { values, add } = parameters()
  const $at = `${add(at)}::timestamptz`
  const bounds = boundsOf(at)
  const oldest = bounds.at(-1) ?? at
  const ofRows = countsSql(
    ...(['s.began_at', 'count(*)', bounds.map((b) => `${add(b)}::timestamptz`)] as const),
  )
  const ofDays = countsSql('period', 'sum(count)', bounds.map(day).map(add))
  const conditions = conditionsOf(counting, add)
  const rows = `FROM standing s WHERE ${conditions.rows} AND began_at >= ${add(oldest)}`
  const { rows: counted } = await db.query<Record<string, number | null>>(
    `WITH lasts AS (SELECT ${ofDays} FROM standing_sum WHERE slice = '${sliceOf(counting)}'
       AND ${conditions.sums} AND period BETWEEN ${add(day(oldest))} AND ${add(day(at))}),
     ended AS (SELECT ${ofRows} ${rows} AND to_at > ${$at} AND from_at <= ${$at}),
     later AS (SELECT ${ofRows} ${rows} AND to_at IS NULL AND from_at > ${$at}
       AND began_at < ${add(new Date(dayBefore(at, 0).getTime() + DAY))})
     SELECT ${bounds.map((_, i) => `(coalesce(l.n${i}, 0) + e.n${i} - b.n${i})::int AS n${i}`).join(', ')}
     FROM lasts l, ended e, later b`,
    values,
  )
  return { total: all?.count ?? 0, young: youngOf(counted[0]) }
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
