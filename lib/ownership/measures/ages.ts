import { type Client, ORG } from '@/lib/db/database'
import { type Add, parameters, standingMatches, standsAt } from '@/lib/trends/conditions'
import { groupBy } from '@/lib/trends/group-by'
import { type Count, countAt } from '@/lib/trends/queries/sums'
import type { Filter } from '@/lib/trends/types'
import { AGE_BAND_ENDS, daysBetween } from '../age'
import { POLICY, SOON_DAYS } from '../policy'
import { OPEN, type OpenAge, readByAge } from './by-age'

/** First days after which a band ends, a target is missed, or soon will be: nothing else is told. */
const STEPS = [
  ...new Set([
    ...AGE_BAND_ENDS.map((days) => days + 1),
    ...POLICY.targets.flatMap((days) => [days - SOON_DAYS + 1, days + 1]),
  ]),
]
/** Whole days from which on all are alike. */
const LAST_STEP = Math.max(...STEPS)

const cellOf = ({ team, decisionKind }: Pick<OpenAge, 'team' | 'decisionKind'>): string =>
  `${team ?? ''} ${decisionKind}`

/** How old are the open decisions, by team and kind, as far as bands and targets tell apart? */
export async function readOpenAges(db: Client, filter: Filter, at: Date): Promise<OpenAge[]> {
  const { repository, service, rule } = filter
  if (repository ?? service ?? rule) return readByAge(db, { filter, at, steps: STEPS })
  const young = await readByAge(db, { filter, at, steps: STEPS, days: LAST_STEP })
  const keys = ['team_id', 'decision_kind'] as const
  const cells = await countAt(db, { kinds: ['decision'], states: ['open'], filter, keys }, at)
  const older = await readOldest(db, filter, cells, at)
  const youngOf = groupBy(young, cellOf)
  for (const row of older) {
    row.count -= (youngOf.get(cellOf(row)) ?? []).reduce((sum, { count }) => sum + count, 0)
  }
  return [...young, ...older.filter(({ count }) => count > 0)]
}

/** The oldest decision of each team and kind, beside how many there are. Index: standing_lasts_dated. */
async function readOldest(
  db: Client,
  filter: Filter,
  cells: readonly Count[],
  at: Date,
): Promise<OpenAge[]> {
  if (cells.length === 0) return []
  const { values, add } = parameters()
  const $at = add(at)
  const lasts = [false, true].flatMap((noTeam) =>
    [false, true].map((noKind) => {
      const own = cells.filter(({ keys: [team, kind] }) => !team === noTeam && !kind === noKind)
      return oldestSql(own, noTeam, noKind, $at, add)
    }),
  )
  const where = `${standingMatches('s', [], filter, add)} AND ${OPEN}`
  const { rows } = await db.query<Omit<OpenAge, 'days' | 'count'>>(
    `SELECT team_id AS team, coalesce(decision_kind, '') AS "decisionKind",
       min(s.dated_at) AS introduced, bool_or(s.at_least) AS "atLeast"
     FROM (${lasts.join(' UNION ALL ')} UNION ALL
       SELECT team_id, decision_kind, at_least, dated_at FROM standing s
       WHERE ${where} AND s.to_at > ${$at} AND ${standsAt('s', $at)}) s
     GROUP BY 1, 2`,
    values,
  )
  const counts = new Map(
    cells.map(({ keys: [team = null, kind], count }) => [
      cellOf({ team, decisionKind: kind ?? '' }),
      count,
    ]),
  )
  return rows.map((row) => ({
    ...row,
    days: daysBetween(row.introduced, at),
    count: counts.get(cellOf(row)) ?? 0,
  }))
}

/** Ends of the stretches of the index that such cells have: by what is known and what is a bound. */
function oldestSql(
  cells: readonly Count[],
  noTeam: boolean,
  noKind: boolean,
  at: string,
  add: Add,
): string {
  const teams = add(cells.map(({ keys: [team] }) => team ?? null))
  const kinds = add(cells.map(({ keys: [, kind] }) => kind ?? null))
  return `SELECT c.team AS team_id, c.kind AS decision_kind, b.bound AS at_least, f.dated_at
    FROM unnest(${teams}::uuid[], ${kinds}::text[]) AS c(team, kind)
    CROSS JOIN (VALUES (true), (false)) AS b(bound)
    CROSS JOIN LATERAL (SELECT s.dated_at FROM standing s
      WHERE s.org_id = ${ORG} AND s.team_id ${noTeam ? 'IS NULL' : '= c.team'}
        AND s.decision_kind ${noKind ? 'IS NULL' : '= c.kind'} AND s.at_least = b.bound AND ${OPEN}
        AND s.to_at IS NULL AND s.from_at <= ${at}
      ORDER BY s.dated_at LIMIT 1) f`
}
