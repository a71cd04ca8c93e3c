import { type Client, ORG } from '@/lib/db/database'
import { appearedReason, isFirst } from '@/lib/findings/queries/reasons'
import { NOTHING } from '@/lib/standing/sums'
import { type Add, NO_TEAM, parameters, standingMatches, standsAt } from '@/lib/trends/conditions'
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
  const fresh = await readParts(db, (add) => freshSql(filter, since, at, add))
  const stock = await readParts(db, (add) => stockSql(filter, at, add))
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

/** Sums of what lasts (slice assistance), put right by what has ended or begun since. */
function stockSql(filter: Filter, at: Date, add: Add): string {
  const { repository, service, rule } = filter
  const where = rowsOf(filter, add)
  const $at = add(at)
  const ended = `SELECT ${PART}, 1 AS n FROM standing s
    WHERE ${where} AND s.to_at > ${$at} AND s.from_at <= ${$at}`
  if (repository ?? service ?? rule) {
    return `${ended} UNION ALL SELECT ${PART}, 1 FROM standing s
      WHERE ${where} AND s.to_at IS NULL AND s.from_at <= ${$at}`
  }
  const team = filter.team === NO_TEAM ? NOTHING : filter.team
  return `${ended} UNION ALL SELECT ${PART}, -1 FROM standing s
      WHERE ${where} AND s.to_at IS NULL AND s.from_at > ${$at}
    UNION ALL SELECT decision_kind, state, period, count FROM standing_sum
      WHERE org_id = ${ORG} AND slice = 'assistance' AND decision_kind <> ''
        AND state IN ('open', 'owned')
        ${team === undefined ? '' : `AND team_id = ${add(team)}::uuid`}
        ${filter.decisionKind === undefined ? '' : `AND decision_kind = ${add(filter.decisionKind)}`}`
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
