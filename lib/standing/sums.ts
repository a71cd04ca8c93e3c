import { arrayOf, type ElementType, type Values } from '@/lib/db/binary'
import { type Client, ORG } from '@/lib/db/database'
import { PLACES, placeSql, quarterSql } from './quarters'

/** Stands for what a slice does not tell apart, and for no team: keys must not be null. */
export const NOTHING = '00000000-0000-0000-0000-000000000000'
/** Period of what has no end. */
export const LASTS = 'lasts'

/** Columns of a row of `standing` that sums are told apart by, and how many such rows there are. */
export interface Counted {
  repository: string
  service: string
  team: string | null
  rule: string
  kind: string
  decisionKind: string | null
  state: string
  /** Evidence of assistance; decisions only. */
  grade: string | null
  began: Date
  from: Date
  to: Date | null
  count: number
}

const KEYS = ['repository_id', 'service_id', 'team_id', 'rule_id', 'kind', 'decision_kind'] as const
const CELL = ['slice', ...KEYS, 'state', 'period']

/**
 * What each slice tells apart; weekly ones also count what begins less what ends, by quarter and
 * there by week (./quarters).
 */
const SLICES: Record<string, { keys: readonly (typeof KEYS)[number][]; weekly: boolean }> = {
  all: { keys: KEYS, weekly: false },
  place: { keys: ['repository_id', 'service_id', 'team_id', 'kind'], weekly: true },
  repository: { keys: ['repository_id', 'kind'], weekly: true },
  team: { keys: ['team_id', 'kind'], weekly: true },
  rule: { keys: ['rule_id', 'kind', 'decision_kind'], weekly: true },
  'rules of teams': { keys: ['team_id', 'rule_id', 'kind', 'decision_kind'], weekly: false },
}

/** The day of UTC on which a finding began. */
const BEGAN_ON = `to_char(began_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')`

/** Slices of what lasts, in which the period is something else than a time it counts at. */
const OTHERS: Record<string, { keys: readonly (typeof KEYS)[number][]; period: string }> = {
  began: { keys: ['kind', 'decision_kind'], period: BEGAN_ON },
  'began of teams': { keys: ['team_id', 'kind'], period: BEGAN_ON },
  'began of rules': { keys: ['rule_id', 'kind'], period: BEGAN_ON },
  assistance: { keys: ['team_id', 'kind', 'decision_kind'], period: 'grade' },
}

/**
 * Slices of what begins less what ends in a week, by evidence too: `2026-W20 trailer`. Of all teams
 * together there are so few that a number of long ago adds up next to nothing.
 */
const EVIDENCE: Record<string, readonly (typeof KEYS)[number][]> = {
  'weeks of assistance': ['kind', 'decision_kind'],
  'weeks of assistance in teams': ['team_id', 'kind', 'decision_kind'],
}

/**
 * One number for each cell, the expression of an index: the only way to a cell that a plan can take.
 * By the columns, a plan made while statistics were old went through all cells of a slice for each.
 */
const numberOf = (alias: string) => `hashtextextended(
  ${['slice', 'kind', 'decision_kind', 'state', 'period'].map((c) => `${alias}.${c}`).join(' || ')},
  ${KEYS.slice(0, 4).reduce((seed, key) => `uuid_hash_extended(${alias}.${key}, ${seed})`, '0')})`

/** That two cells are the same; the columns say so beyond doubt, and no index answers to them so. */
const sameCell = (a: string, b: string) =>
  `${numberOf(a)} = ${numberOf(b)} AND ${CELL.map((c) => `${a}.${c} IS NOT DISTINCT FROM ${b}.${c}`).join(' AND ')}`

const EMPTY = (key: (typeof KEYS)[number]) =>
  key === 'decision_kind' || key === 'kind' ? `''` : `'${NOTHING}'::uuid`

const columnsOf = (slice: string, keys: readonly (typeof KEYS)[number][]) =>
  [
    `'${slice}' AS slice`,
    ...KEYS.map((key) => `${keys.includes(key) ? key : EMPTY(key)} AS ${key}`),
  ].join(', ')

const WEEK = (column: string) => `to_char(${column} AT TIME ZONE
  coalesce((SELECT time_zone FROM organisation WHERE id = ${ORG}), 'UTC'), 'IYYY"-W"IW')`

const NO_WEEKS = `'{}'::int[]`

/** Changes of a quarter, week by week. */
const weeksSql = `ARRAY[${Array.from(
  { length: PLACES },
  (_, i) => `coalesce(sum(change) FILTER (WHERE place = ${i + 1}), 0)`,
).join(', ')}]::int[]`

/** Two lists of weeks added up. */
const addedSql = (a: string, b: string) => `ARRAY(SELECT x + y FROM unnest(${a}, ${b}) AS w(x, y))`

/**
 * CTEs of which `cells` holds the sums of the rows of SQL `counted` (columns as Counted, with the
 * names of standing, and `n`): the one place where slices are defined. Weeks are the ISO weeks of the
 * organisation, as charts have them; days are of UTC.
 */
const cellsSql = (counted: string) => `
  counted AS MATERIALIZED (${counted}),
  edges AS (
    SELECT *, ${WEEK('from_at')} AS week, n AS change FROM counted
    UNION ALL SELECT *, ${WEEK('to_at')}, -n FROM counted WHERE to_at IS NOT NULL),
  placed AS MATERIALIZED (
    SELECT *, ${quarterSql('week')} AS quarter, ${placeSql('week')} AS place FROM edges),
  cells AS MATERIALIZED (SELECT * FROM (${[
    ...Object.entries(SLICES).flatMap(([slice, { keys, weekly }]) => {
      const groups = [...keys, 'state'].join(', ')
      const lasting = `SELECT ${columnsOf(slice, keys)}, state, '${LASTS}' AS period,
        sum(n)::int AS change, ${NO_WEEKS} AS weeks FROM counted WHERE to_at IS NULL GROUP BY ${groups}`
      const byWeek = `SELECT ${columnsOf(slice, keys)}, state, quarter, sum(change)::int, ${weeksSql}
        FROM placed GROUP BY ${groups}, quarter`
      return weekly ? [lasting, byWeek] : [lasting]
    }),
    ...Object.entries(OTHERS).map(
      ([slice, { keys, period }]) => `SELECT ${columnsOf(slice, keys)},
        state, ${period} AS other, sum(n)::int, ${NO_WEEKS} FROM counted
        WHERE to_at IS NULL AND ${period} IS NOT NULL
        GROUP BY ${[...keys, 'state', 'other'].join(', ')}`,
    ),
    ...Object.entries(EVIDENCE).map(
      ([slice, keys]) => `SELECT ${columnsOf(slice, keys)},
        state, week || ' ' || grade AS other, sum(change)::int, ${NO_WEEKS} FROM placed
        WHERE grade IS NOT NULL
        GROUP BY ${[...keys, 'state', 'other'].join(', ')}`,
    ),
  ].join('\n UNION ALL ')}) c WHERE change <> 0 OR 0 <> ANY(weeks))`

const CURRENT = `SELECT repository_id, service_id, coalesce(team_id, '${NOTHING}') AS team_id, rule_id,
  kind, coalesce(decision_kind, '') AS decision_kind, state, grade, began_at, from_at, to_at, 1 AS n
  FROM standing WHERE org_id = ${ORG}`

/**
 * Adds rows to the sums, or takes them away (a negative count), within the caller's transaction.
 * Waits for nobody: where another transaction holds a cell, a row of its own is added to it.
 */
export async function addToSums(client: Client, rows: readonly Counted[]): Promise<void> {
  if (rows.length === 0) return
  const listOf = <T extends ElementType>(type: T, of: (row: Counted) => Values[T] | null) =>
    arrayOf(type, rows.map(of))
  const list = (alias: string) => CELL.map((c) => `${alias}.${c}`).join(', ')
  await client.query(
    `WITH ${cellsSql(`SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[],
        $6::text[], $7::text[], $8::text[], $9::timestamptz[], $10::timestamptz[],
        $11::timestamptz[], $12::int[])
      AS x(repository_id, service_id, team_id, rule_id, kind, decision_kind, state, grade,
        began_at, from_at, to_at, n)`)},
    free AS MATERIALIZED (
      SELECT c.*, f.part FROM cells c CROSS JOIN LATERAL (
        SELECT t.part FROM standing_sum t WHERE t.org_id = ${ORG} AND ${sameCell('t', 'c')}
        LIMIT 1 FOR UPDATE SKIP LOCKED) f),
    updated AS (
      UPDATE standing_sum t SET count = t.count + f.change, weeks = ${addedSql('t.weeks', 'f.weeks')}
      FROM free f
      WHERE t.org_id = ${ORG} AND ${sameCell('t', 'f')} AND t.part = f.part)
    INSERT INTO standing_sum (org_id, ${CELL.join(', ')}, part, count, weeks)
    SELECT ${ORG}, ${list('c')}, txid_current(), c.change, c.weeks FROM cells c
    WHERE NOT EXISTS (SELECT 1 FROM free f WHERE ${sameCell('f', 'c')})`,
    [
      listOf('uuid', (r) => r.repository),
      listOf('uuid', (r) => r.service),
      listOf('uuid', (r) => r.team ?? NOTHING),
      listOf('uuid', (r) => r.rule),
      listOf('text', (r) => r.kind),
      listOf('text', (r) => r.decisionKind ?? ''),
      listOf('text', (r) => r.state),
      listOf('text', (r) => r.grade),
      listOf('timestamptz', (r) => r.began),
      listOf('timestamptz', (r) => r.from),
      listOf('timestamptz', (r) => r.to),
      listOf('int4', (r) => r.count),
    ],
  )
}

/** Derives all sums anew from `standing`: in another time zone (time-zone.ts), or in bulk. */
export async function rebuildSums(client: Client): Promise<void> {
  await client.query('DELETE FROM standing_sum WHERE org_id = $1', [ORG])
  await client.query(
    `WITH ${cellsSql(CURRENT)}
     INSERT INTO standing_sum (org_id, ${CELL.join(', ')}, part, count, weeks)
     SELECT ${ORG}, ${CELL.join(', ')}, 0, change, weeks FROM cells`,
  )
}

/** A count and what it has of each week, each as a row of its own: rows of one cell add up. */
const apart = (count: string, rows: string) => `SELECT ${CELL.join(', ')}, place,
    sum(n)::int AS change FROM ${rows}
    CROSS JOIN LATERAL unnest(ARRAY[${count}] || weeks) WITH ORDINALITY AS w(n, place)
    GROUP BY ${CELL.join(', ')}, place HAVING sum(n) <> 0`

/** How many cells, or weeks of theirs, do not hold what `standing` says? Reads both as a whole. */
export async function verifySums(client: Client): Promise<number> {
  const { rows } = await client.query<{ wrong: number }>(
    `WITH ${cellsSql(CURRENT)},
     derived AS (SELECT *, true AS derived FROM (${apart('change', 'cells')}) c),
     kept AS (SELECT *, true AS kept
       FROM (${apart('count', `(SELECT * FROM standing_sum WHERE org_id = ${ORG}) t`)}) s)
     SELECT count(*)::int AS wrong FROM derived
     FULL JOIN kept USING (${CELL.join(', ')}, place, change)
     WHERE derived IS NULL OR kept IS NULL`,
  )
  return rows[0]?.wrong ?? 0
}
