import { type Client, ORG } from '@/lib/db/database'
import { appearedReason, isFirst } from '@/lib/findings/queries/reasons'
import { NOTHING } from '@/lib/standing/sums'
import { type Week, weekOf } from '@/lib/time/weeks'
import { type Add, NO_TEAM, parameters, standingMatches, standsAt } from '@/lib/trends/conditions'
import { getTimeZone } from '@/lib/trends/get-time-zone'
import type { Filter } from '@/lib/trends/types'

export interface PanelPart {
  decisionKind: string
  state: 'open' | 'owned'
  /** notes | trailer | bot-author | unknown */
  grade: string
  /** It was introduced by code since the week before. */
  fresh: boolean
  count: number
}

/**
 * Which decisions of the seven kinds stand at an instant, owned or not, by whose help, and which of
 * them are new? What stands by sums where they tell, else by its rows; what is new by the rows that
 * began since: standing (org_id, kind, state, from_at).
 */
export async function readPanel(
  db: Client,
  filter: Filter,
  since: Date,
  at: Date,
): Promise<PanelPart[]> {
  const week = weekOf(at, await getTimeZone(db))
  const fresh = await readParts(db, (add) => freshSql(filter, since, at, add))
  const stock = await readParts(db, (add) => stockSql(filter, at, week, add))
  const known = (part: Part) =>
    fresh.find(
      ({ decisionKind, state, grade }) =>
        decisionKind === part.decisionKind && state === part.state && grade === part.grade,
    )?.count ?? 0
  return [
    ...fresh.map((part) => ({ ...part, fresh: true })),
    ...stock.map((part) => ({ ...part, fresh: false, count: part.count - known(part) })),
  ]
}

type Part = Omit<PanelPart, 'fresh'>

async function readParts(db: Client, sql: (add: Add) => string): Promise<Part[]> {
  const { values, add } = parameters()
  const { rows } = await db.query<Part>(
    `SELECT decision_kind AS "decisionKind", state, grade, sum(n)::int AS count
     FROM (${sql(add)}) p GROUP BY 1, 2, 3 HAVING sum(n) <> 0`,
    values,
  )
  return rows
}

const rowsOf = (filter: Filter, add: Add) => `${standingMatches('s', [], filter, add)}
  AND s.kind = 'decision' AND s.state IN ('open', 'owned') AND s.decision_kind IS NOT NULL`
const PART = 's.decision_kind, s.state, s.grade'

/**
 * Sums of what lasts (slice assistance), less the changes of later weeks (weeks of assistance) and of
 * the rest of the instant's own week, which is read from the rows.
 */
function stockSql(filter: Filter, at: Date, week: Week, add: Add): string {
  const { repository, service, rule } = filter
  const where = rowsOf(filter, add)
  const $at = add(at)
  if (repository ?? service ?? rule) {
    return `SELECT ${PART}, 1 AS n FROM standing s WHERE ${where} AND ${standsAt('s', $at)}`
  }
  const team = filter.team === NO_TEAM ? NOTHING : filter.team
  const sums = (slice: string, told: string, sign: string) => `
    SELECT decision_kind, state, ${told}, ${sign}count FROM standing_sum
    WHERE org_id = ${ORG} AND slice = '${slice}' AND decision_kind <> ''
      AND state IN ('open', 'owned')
      ${team === undefined ? '' : `AND team_id = ${add(team)}::uuid`}
      ${filter.decisionKind === undefined ? '' : `AND decision_kind = ${add(filter.decisionKind)}`}`
  const weeks = `weeks of assistance${team === undefined ? '' : ' in teams'}`
  const changed = (edge: 'from' | 'to', n: number) => `SELECT ${PART}, ${n} AS n FROM standing s
    WHERE ${where} AND s.${edge}_at > ${$at} AND s.${edge}_at <= ${add(week.to)}`
  return [
    changed('to', 1),
    changed('from', -1),
    sums('assistance', 'period', ''),
    `${sums(weeks, 'substr(period, 10)', '-')} AND left(period, 8) > ${add(week.id)}`,
  ].join(' UNION ALL ')
}

/** Introduced by code since the week before. */
function freshSql(filter: Filter, since: Date, at: Date, add: Add): string {
  const [$since, $at] = [add(since), add(at)]
  return `SELECT ${PART}, 1 AS n FROM standing s
    WHERE ${rowsOf(filter, add)} AND ${standsAt('s', $at)} AND s.from_at > ${$since}
      AND (${isFirst('s')} OR NOT EXISTS (SELECT 1 FROM standing o WHERE o.org_id = ${ORG}
        AND o.finding_id = s.finding_id AND ${standsAt('o', $since)}))
      AND ${appearedReason('s', $since, $at)} = 'introduced'`
}
