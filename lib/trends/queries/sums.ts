import { type Client, ORG } from '@/lib/db/database'
import { PLACES, quarterOf } from '@/lib/standing/quarters'
import { LASTS, NOTHING } from '@/lib/standing/sums'
import { nextWeek, type Week, weekOf } from '@/lib/time/weeks'
import { type Add, NO_TEAM, parameters } from '../conditions'
import { getTimeZone } from '../get-time-zone'
import type { Filter } from '../types'
import { addSums, type Keys, type Raw, rawOf } from './add-sums'

/** Columns of `standing` by which findings may be counted. */
export type KeyColumn =
  | 'kind'
  | 'state'
  | 'repository_id'
  | 'service_id'
  | 'team_id'
  | 'rule_id'
  | 'decision_kind'

/** Which rows of `standing` are counted, and what tells the counts apart. */
export interface Counting {
  kinds: readonly string[]
  states: readonly string[]
  filter: Filter
  keys: readonly KeyColumn[]
  /** Only these services, or repositories, which are among the keys. */
  services?: readonly string[]
  repositories?: readonly string[]
}

/** From each instant on there are so many more (or fewer) findings with these keys. */
export interface Edges {
  keys: Keys
  changes: number[]
}

export const KINDS = ['decision', 'retry-path', 'pattern'] as const
export const STATES = ['open', 'owned', 'accepted', 'suppressed'] as const

const COLUMN_OF: Record<keyof Filter, KeyColumn> = {
  repository: 'repository_id',
  service: 'service_id',
  team: 'team_id',
  rule: 'rule_id',
  decisionKind: 'decision_kind',
}

/** Slices that count by quarter and week (lib/standing/sums), the smallest first. */
const WEEKLY: [string, readonly KeyColumn[]][] = [
  ['rule', ['rule_id', 'decision_kind']],
  ['team', ['team_id']],
  ['repository', ['repository_id']],
  ['place', ['repository_id', 'service_id', 'team_id']],
]

/** A slice that counts only what lasts, and tells more apart. */
const RULES_OF_TEAMS: readonly KeyColumn[] = ['team_id', 'rule_id', 'decision_kind']

/** What a counting tells apart beyond kind and state, which every slice does. */
function toldBy({ filter, keys }: Counting): KeyColumn[] {
  const narrowed = (Object.keys(COLUMN_OF) as (keyof Filter)[]).flatMap((name) =>
    filter[name] === undefined ? [] : COLUMN_OF[name],
  )
  return [...keys, ...narrowed].filter((key) => key !== 'kind' && key !== 'state')
}

const sliceOf = (counting: Counting): string | undefined =>
  WEEKLY.find(([, columns]) => toldBy(counting).every((key) => columns.includes(key)))?.[0]

const lastingSliceOf = (counting: Counting): string =>
  toldBy(counting).every((key) => RULES_OF_TEAMS.includes(key)) ? 'rules of teams' : 'all'

/**
 * The changes of a count between instants, from the sums over `standing`: what lasts, less what
 * changed in later weeks, and of the last week the rows that begin or end in the rest of it. So all
 * instants but the last must be ends of weeks that follow one another. Undefined where they are not,
 * or where no slice tells apart what is asked for. Index: standing_sum (org, slice, period), for
 * the rest of the week standing (org, kind, state, from_at) and (…, to_at).
 */
export async function edgesFromSums(
  db: Client,
  counting: Counting,
  instants: readonly Date[],
): Promise<Edges[] | undefined> {
  const slice = sliceOf(counting)
  const weeks = slice ? weeksOf(instants, await getTimeZone(db)) : undefined
  const [first, last] = [weeks?.[0], weeks?.at(-1)]
  const until = instants.at(-1)
  if (!slice || !weeks || !first || !last || !until) return undefined
  const counts = new Map<string, Edges>()
  const changesOf = (keys: Keys) => {
    const key = keys.join(' ')
    const known = counts.get(key) ?? { keys, changes: weeks.map(() => 0) }
    counts.set(key, known)
    return known.changes
  }
  if (weeks.length === 1) {
    for (const { keys, count } of await readSumsAt(db, counting, slice, first.id)) {
      changesOf(keys)[0] = count
    }
  } else {
    const sums = await readSums(db, counting, slice, first.id, last.id)
    addSums(sums, counting.keys, weeks, changesOf)
  }
  if (last.to > until) {
    for (const { keys, count } of await readRest(db, counting, until, last.to)) {
      const changes = changesOf(keys)
      changes[weeks.length - 1] = (changes[weeks.length - 1] ?? 0) - count
    }
  }
  return [...counts.values()].filter(({ changes }) => changes.some((change) => change !== 0))
}

/** Weeks that instants stand for; undefined unless all but the last are ends of weeks in a row. */
function weeksOf(instants: readonly Date[], timeZone: string): Week[] | undefined {
  const weeks: Week[] = []
  for (const [i, instant] of instants.entries()) {
    const before = weeks.at(-1)
    const week = before ? nextWeek(before) : weekOf(instant, timeZone)
    const end = week.to.getTime() === instant.getTime()
    const within = instant >= week.from && instant <= week.to
    if (i < instants.length - 1 ? !end : !within) return undefined
    weeks.push(week)
  }
  return weeks
}

/** What a counting says of the rows of a table that has the columns of `standing`. */
function conditionsOf(counting: Counting, nothing: string, add: Add): string {
  const { kinds, states, filter, services, repositories } = counting
  const is = (name: keyof Filter, type: string) =>
    filter[name] === undefined ? [] : [`${COLUMN_OF[name]} = ${add(filter[name])}::${type}`]
  return [
    `org_id = ${ORG}`,
    `kind = ANY(${add(kinds)}::text[])`,
    `state = ANY(${add(states)}::text[])`,
    ...is('repository', 'uuid'),
    ...is('service', 'uuid'),
    ...(services ? [`service_id = ANY(${add(services)}::uuid[])`] : []),
    ...(repositories ? [`repository_id = ANY(${add(repositories)}::uuid[])`] : []),
    ...(filter.team === NO_TEAM ? [nothing] : is('team', 'uuid')),
    ...is('rule', 'uuid'),
    ...is('decisionKind', 'text'),
  ].join(' AND ')
}

const ofSums = (counting: Counting, add: Add) =>
  conditionsOf(counting, `team_id = '${NOTHING}'`, add)
/**
 * SQL of what a counting says of rows of `standing`; those of a service also by the repository it is
 * in, which indexes know: standing (org_id, repository_id, kind).
 */
export const ofRows = (counting: Counting, add: Add) => {
  const { service } = counting.filter
  return [
    conditionsOf(counting, 'team_id IS NULL', add),
    ...(service === undefined ? [] : [inRepositoryOf(service, add)]),
  ].join(' AND ')
}

const inRepositoryOf = (service: string, add: Add) => `repository_id =
  (SELECT e.repository_id FROM service e WHERE e.org_id = ${ORG} AND e.id = ${add(service)}::uuid)`

/**
 * SQL of the sums of a slice that lasts, and of the quarters from that of a week on (letters come
 * after digits).
 */
const since = (slice: string, week: string, add: Add): string =>
  `slice = '${slice}' AND period >= ${add(quarterOf(week).quarter)}`

/** One row for all periods of a key, or of a service, as there may be ten thousand of both. */
async function readSums(
  db: Client,
  counting: Counting,
  slice: string,
  first: string,
  last: string,
): Promise<Raw[]> {
  const { values, add } = parameters()
  const sums = `standing_sum WHERE ${since(slice, first, add)} AND ${ofSums(counting, add)}`
  // Nobody asks for the weeks of later quarters.
  const said = `CASE WHEN period > ${add(quarterOf(last).quarter)} THEN count::text ELSE weeks::text END`
  // Each service is one group of a hash; by all their keys together there are so many that they
  // would be sorted, for twice the time.
  const own = counting.keys.includes('service_id') ? (['service_id'] as const) : counting.keys
  const others = counting.keys.filter((key) => !own.some((one) => one === key))
  const { rows } = await db.query<(string | null)[]>({
    rowMode: 'array',
    text: `SELECT ${own.map((key) => `${key}::text, `).join('')}
        string_agg(${[...others, 'period', said].join(` || ' ' || `)}, ';')
      FROM ${sums} ${own.length > 0 ? `GROUP BY ${own.join(', ')}` : ''}`,
    values,
  })
  return rows.map((row) => ({ ...rawOf(row.slice(0, -1)), periods: row.at(-1) ?? '' }))
}

/** The number at the end of a week: what lasts less what changed after it. */
async function readSumsAt(
  db: Client,
  counting: Counting,
  slice: string,
  week: string,
): Promise<Count[]> {
  const { values, add } = parameters()
  const columns = counting.keys.map((key) => `${key}::text, `).join('')
  const { quarter, place } = quarterOf(week)
  const later = Array.from({ length: PLACES - place }, (_, i) => `weeks[${place + i + 1}]`)
  const { rows } = await db.query<(string | number | null)[]>({
    rowMode: 'array',
    text: `SELECT ${columns} sum(CASE period WHEN '${LASTS}' THEN count
        WHEN ${add(quarter)} THEN -(${['0', ...later].join(' + ')}) ELSE -count END)::int
      FROM standing_sum
      WHERE ${since(slice, week, add)} AND ${ofSums(counting, add)}
      ${counting.keys.length > 0 ? `GROUP BY ${counting.keys.join(', ')}` : 'HAVING count(*) > 0'}`,
    values,
  })
  return rows.map((row) => ({ ...rawOf(row.slice(0, -1)), count: Number(row.at(-1)) }))
}

/** What begins less what ends in (from, to]. */
async function readRest(
  db: Client,
  counting: Counting,
  from: Date,
  to: Date,
): Promise<{ keys: Keys; count: number }[]> {
  const { values, add } = parameters()
  const where = ofRows(counting, add)
  const [$from, $to] = [add(from), add(to)]
  const columns = counting.keys.map((key) => `${key}::text AS ${key}, `).join('')
  const groups = counting.keys.map((key) => `${key}, `).join('')
  const { rows } = await db.query<(string | number | null)[]>({
    rowMode: 'array',
    text: `SELECT ${groups} sum(n)::int FROM (
        SELECT ${columns} 1 AS n FROM standing
        WHERE ${where} AND from_at > ${$from} AND from_at <= ${$to}
        UNION ALL SELECT ${columns} -1 FROM standing
        WHERE ${where} AND to_at > ${$from} AND to_at <= ${$to}) e
      ${counting.keys.length > 0 ? `GROUP BY ${counting.keys.join(', ')}` : ''} HAVING sum(n) <> 0`,
    values,
  })
  return rows.map((row) => ({ ...rawOf(row.slice(0, -1)), count: Number(row.at(-1)) }))
}

/** A count of alike findings. */
export interface Count {
  keys: Keys
  count: number
}

/**
 * How many findings stand at an instant, by keys? From weekly sums where a slice has them, else from
 * the sums of what lasts, put right by the rows that have ended or begun since: the longer ago, the
 * more of those are read.
 */
export async function countAt(db: Client, counting: Counting, at: Date): Promise<Count[]> {
  const edges = await edgesFromSums(db, counting, [at])
  if (edges) {
    return edges.flatMap(({ keys, changes: [count = 0] }) => (count === 0 ? [] : { keys, count }))
  }
  const { values, add } = parameters()
  const columns = counting.keys.map((key) => `${key}::text AS ${key}, `).join('')
  const [ofSum, ofRow, $at] = [ofSums(counting, add), ofRows(counting, add), add(at)]
  const { rows } = await db.query<(string | number | null)[]>({
    rowMode: 'array',
    text: `SELECT ${counting.keys.map((key) => `${nullable(key)}, `).join('')} sum(n)::int FROM (
        SELECT ${columns} count AS n FROM standing_sum
        WHERE slice = '${lastingSliceOf(counting)}' AND period = '${LASTS}' AND ${ofSum}
        UNION ALL SELECT ${columns} 1 FROM standing
        WHERE ${ofRow} AND to_at > ${$at} AND from_at <= ${$at}
        UNION ALL SELECT ${columns} -1 FROM standing
        WHERE ${ofRow} AND to_at IS NULL AND from_at > ${$at}) c
      ${counting.keys.length > 0 ? `GROUP BY ${counting.keys.map((_, i) => i + 1).join(', ')}` : ''}
      HAVING sum(n) <> 0`,
    values,
  })
  return rows.map((row) => ({ ...rawOf(row.slice(0, -1)), count: Number(row.at(-1)) }))
}

/** A key as `standing` has it: sums say nothing with a value of their own. */
const nullable = (key: KeyColumn) => `nullif(nullif(${key}, '${NOTHING}'), '')`

/** Whether sums by week tell apart what is asked for: then any instant is as quick as now. */
export const isWeekly = (counting: Counting): boolean => sliceOf(counting) !== undefined
