import { type Client, ORG } from '@/lib/db/database'
import { NOTHING } from '@/lib/standing/sums'
import { type Add, NO_TEAM, parameters } from '@/lib/trends/conditions'
import type { RawFacet } from './facets'
import { AGE_DAYS, dayBefore, type LookedUp, narrowedSql } from './narrow'
import { countingOf } from './page'
import type { Selection } from './selection'

/**
 * How many findings have been there for how long? Of all findings from the sums by the day they
 * began, put right by the rows that have ended or begun since the instant; of a narrower selection
 * from its rows, as for its list.
 */
export async function readAges(
  db: Client,
  selection: Selection,
  narrowing: LookedUp,
): Promise<RawFacet[]> {
  const { values, add } = parameters()
  const counted =
    sumsSql(selection, narrowing, add) ??
    countSql(`FROM (${narrowedSql(selection, narrowing, add)}) s`, selection.at, add)
  const { rows } = await db.query<{ key: string; count: number }>(
    `SELECT key, sum(n)::int AS count FROM (${counted}) d GROUP BY key HAVING sum(n) <> 0`,
    values,
  )
  return rows.map(({ key, count }) => ({ facet: 'age' as const, key, label: key, count }))
}

/** SQL of the band of what began at `column`, the youngest first; `bound` as the column has it. */
function bandSql(column: string, at: Date, bound: (from: Date) => string): string {
  const bands = Object.entries(AGE_DAYS)
    .filter(([, [, to]]) => Number.isFinite(to))
    .map(([name, [, to]]) => `WHEN ${column} >= ${bound(dayBefore(at, to - 1))} THEN '${name}'`)
  return `CASE ${bands.join(' ')} ELSE 'older' END`
}

/** SQL of how many rows of standing are of each band. */
function countSql(from: string, at: Date, add: Add, sign = ''): string {
  const band = bandSql('s.began_at', at, (bound) => `${add(bound)}::timestamptz`)
  return `SELECT ${band} AS key, ${sign}count(*) AS n ${from} GROUP BY 1`
}

const day = (instant: Date) => instant.toISOString().slice(0, 10)

/** From the sums by day; undefined where they do not tell apart what is asked for. */
function sumsSql(selection: Selection, narrowing: LookedUp, add: Add): string | undefined {
  const counting = countingOf(selection, narrowing)
  const { decisionKind, team, rule, ...others } = counting?.filter ?? {}
  const told = [decisionKind, team, rule].filter((value) => value !== undefined).length < 2
  const more = Object.values(others).some((value) => value !== undefined)
  if (!counting || !told || more) return undefined
  const at = `${add(selection.at)}::timestamptz`
  const both = `org_id = ${ORG} AND kind = ANY(${add(counting.kinds)}::text[])
    AND state = ANY(${add(counting.states)}::text[])
    ${decisionKind === undefined ? '' : `AND decision_kind = ${add(decisionKind)}`}
    ${rule === undefined ? '' : `AND rule_id = ${add(rule)}::uuid`}`
  const named = team === undefined || team === NO_TEAM ? undefined : `team_id = ${add(team)}::uuid`
  const none = team === NO_TEAM
  const ofRows = `${both} ${none ? 'AND team_id IS NULL' : named ? `AND ${named}` : ''}`
  const ofSums = `${both} ${none ? `AND team_id = '${NOTHING}'` : named ? `AND ${named}` : ''}`
  const slice = team ? 'began of teams' : rule ? 'began of rules' : 'began'
  const band = bandSql('period', selection.at, (from) => add(day(from)))
  const rows = `FROM standing s WHERE ${ofRows}`
  return `SELECT ${band} AS key, sum(count) AS n FROM standing_sum
      WHERE slice = '${slice}' AND ${ofSums} GROUP BY 1
    UNION ALL ${countSql(`${rows} AND to_at > ${at} AND from_at <= ${at}`, selection.at, add)}
    UNION ALL ${countSql(`${rows} AND to_at IS NULL AND from_at > ${at}`, selection.at, add, '-')}`
}
