import { type Client, ORG } from '@/lib/db/database'
import { NOTHING } from '@/lib/standing/sums'
import { NO_TEAM, parameters } from '@/lib/trends/conditions'
import type { Narrowing } from '../types'
import type { RawFacet } from './facets'
import { AGE_DAYS, dayBefore, narrowedSql } from './narrow'
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
  narrowing: Narrowing,
): Promise<RawFacet[]> {
  const { values, add } = parameters()
  const bands = Object.entries(AGE_DAYS)
    .filter(([, [, to]]) => Number.isFinite(to))
    .map(
      ([name, [, to]]) => `WHEN day >= ${add(day(dayBefore(selection.at, to - 1)))} THEN '${name}'`,
    )
  const days = daysSql(selection, narrowing, add) ?? rowsSql(selection, narrowing, add)
  const { rows } = await db.query<{ key: string; count: number }>(
    `SELECT CASE ${bands.join(' ')} ELSE 'older' END AS key, sum(n)::int AS count
     FROM (${days}) d GROUP BY key HAVING sum(n) <> 0`,
    values,
  )
  return rows.map(({ key, count }) => ({ facet: 'age' as const, key, label: key, count }))
}

const day = (instant: Date) => instant.toISOString().slice(0, 10)
const DAY = `to_char(s.began_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')`

type Add = (value: unknown) => string

function daysSql(selection: Selection, narrowing: Narrowing, add: Add): string | undefined {
  const counting = countingOf(selection, narrowing)
  const { decisionKind, team, ...others } = counting?.filter ?? {}
  const told = decisionKind === undefined || team === undefined
  const more = Object.values(others).some((value) => value !== undefined)
  if (!counting || !told || more) return undefined
  const at = `${add(selection.at)}::timestamptz`
  const both = `org_id = ${ORG} AND kind = ANY(${add(counting.kinds)}::text[])
    AND state = ANY(${add(counting.states)}::text[])
    ${decisionKind === undefined ? '' : `AND decision_kind = ${add(decisionKind)}`}`
  const named = team === undefined || team === NO_TEAM ? undefined : `team_id = ${add(team)}::uuid`
  const none = team === NO_TEAM
  const ofRows = `${both} ${none ? 'AND team_id IS NULL' : named ? `AND ${named}` : ''}`
  const ofSums = `${both} ${none ? `AND team_id = '${NOTHING}'` : named ? `AND ${named}` : ''}`
  const slice = team === undefined ? 'began' : 'began of teams'
  return `SELECT period AS day, count AS n FROM standing_sum WHERE slice = '${slice}' AND ${ofSums}
    UNION ALL SELECT ${DAY}, 1 FROM standing s
    WHERE ${ofRows} AND to_at > ${at} AND from_at <= ${at}
    UNION ALL SELECT ${DAY}, -1 FROM standing s
    WHERE ${ofRows} AND to_at IS NULL AND from_at > ${at}`
}

const rowsSql = (selection: Selection, narrowing: Narrowing, add: Add) =>
  `SELECT ${DAY} AS day, 1 AS n FROM (${narrowedSql(selection, narrowing, add)}) s`
