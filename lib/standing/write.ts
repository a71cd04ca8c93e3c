import { type Client, ORG } from '@/lib/db/database'
import {
  begunSql,
  COMMIT,
  endsStill,
  FROM_FINDING,
  FROM_VERSION,
  startsStill,
  undone,
} from './derived'
import { refreshGroups } from './inbox-groups'
import { addToSums, type Counted } from './sums'

/** A row of `standing` but for what lists are ordered by, which is derived as it is written. */
export interface StandingRow {
  version: string
  from: Date
  to: Date | null
  finding: string
  repository: string
  stream: string
  service: string
  team: string | null
  rule: string
  kind: string
  decisionKind?: string | null
  state: string
  attempts: number | null
  status?: string | null
  owner?: string | null
  ownerKey?: string | null
  proposedKey?: string | null
  /** The entry of the ledger that decides. */
  ownership?: string | null
}

/** Which rows give way. */
type Scope =
  | { versions: readonly string[] }
  | { stream: string }
  /** All of a repository but what stands of streams of one tool. */
  | { repository: string; exceptTool: string }

/** Rows in one statement (lib/db/bulk). */
const CHUNK = 5000

/** What a statement changed: rows that are alike, and the groups of the inbox they are of. */
interface Alike extends Counted {
  groups: string[]
}

/**
 * The one way in which `standing` changes: rows of a scope give way to others, and the sums over
 * them follow, in the caller's transaction. Presence and versions must be written before.
 */
export async function replaceStanding(
  client: Client,
  scope: Scope,
  rows: readonly StandingRow[],
): Promise<void> {
  const { changed, findings } = await removeRows(client, scope)
  for (let start = 0; start < rows.length; start += CHUNK) {
    changed.push(...(await addRows(client, rows.slice(start, start + CHUNK))))
  }
  for (const { finding } of rows) findings.add(finding)
  changed.push(...(await restate(client, [...findings])))
  await follow(client, changed)
}

/** What is kept over rows follows their change. */
async function follow(client: Client, changed: readonly Alike[]): Promise<void> {
  await addToSums(client, changed)
  await refreshGroups(client, [...new Set(changed.flatMap(({ groups }) => groups))])
}

const KEYS = `repository_id AS repository, service_id AS service, team_id AS team, rule_id AS rule,
  kind, decision_kind AS "decisionKind", state, from_at AS from, to_at AS to`
const GROUPS = 'GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11'
/** Rows that are alike, with the columns that may have changed as `began` and `grade`. */
const alikeSql = (began: string, grade: string) => `SELECT ${KEYS}, ${began} AS began,
  ${grade} AS grade, count(*)::int AS count,
  coalesce(array_agg(DISTINCT alike) FILTER (WHERE to_at IS NULL AND state = 'open'
    AND alike IS NOT NULL), '{}') AS groups`

const less = <T extends Counted>(row: T): T => ({ ...row, count: -row.count })

async function removeRows(
  client: Client,
  scope: Scope,
): Promise<{ changed: Alike[]; findings: Set<string> }> {
  const [condition, values] = conditionOf(scope)
  const { rows } = await client.query<Alike & { findings: string[] }>(
    `WITH gone AS (DELETE FROM standing WHERE org_id = $1 AND ${condition} RETURNING *)
     ${alikeSql('began_at', 'grade')}, array_agg(DISTINCT finding_id) AS findings
     FROM gone ${GROUPS}`,
    [ORG, ...values],
  )
  return { changed: rows.map(less), findings: new Set(rows.flatMap((row) => row.findings)) }
}

/** Indexes: standing's primary key, (org, repository, kind). */
function conditionOf(scope: Scope): [string, unknown[]] {
  if ('versions' in scope) return ['version_id = ANY($2::uuid[])', [scope.versions]]
  if ('stream' in scope) return ['stream_id = $2', [scope.stream]]
  return [
    `repository_id = $2 AND stream_id NOT IN (
       SELECT id FROM stream WHERE org_id = $1 AND repository_id = $2 AND tool = $3)`,
    [scope.repository, scope.exceptTool],
  ]
}

const COLUMNS: [name: string, type: string, of: (row: StandingRow) => unknown][] = [
  ['version_id', 'uuid', (row) => row.version],
  ['from_at', 'timestamptz', (row) => row.from],
  ['to_at', 'timestamptz', (row) => row.to],
  ['finding_id', 'uuid', (row) => row.finding],
  ['repository_id', 'uuid', (row) => row.repository],
  ['stream_id', 'uuid', (row) => row.stream],
  ['service_id', 'uuid', (row) => row.service],
  ['team_id', 'uuid', (row) => row.team],
  ['rule_id', 'uuid', (row) => row.rule],
  ['kind', 'text', (row) => row.kind],
  ['decision_kind', 'text', (row) => row.decisionKind ?? null],
  ['state', 'text', (row) => row.state],
  ['attempts', 'float8', (row) => row.attempts],
  ['status', 'text', (row) => row.status ?? null],
  ['owner', 'text', (row) => row.owner ?? null],
  ['owner_key', 'text', (row) => row.ownerKey ?? null],
  ['proposed_key', 'text', (row) => row.proposedKey ?? null],
  ['ownership_id', 'uuid', (row) => row.ownership ?? null],
]

/** Columns derived as a row is written, as if it were the only one of its finding (`restate`). */
const DERIVED: Record<string, string> = {
  ...FROM_VERSION,
  began_at: 'coalesce(b.began, s.from_at)',
  undated: 'coalesce(b.undated, false)',
  still_from: startsStill,
  still_to: endsStill,
  first_owned: `(s.state = 'owned' AND NOT ${undone('s')})`,
}

async function addRows(client: Client, rows: readonly StandingRow[]): Promise<Alike[]> {
  const names = COLUMNS.map(([name]) => name)
  const arrays = COLUMNS.map(([, type], i) => `$${i + 2}::${type}[]`)
  const { rows: added } = await client.query<Alike>(
    `WITH begun AS (${begunSql('= ANY($1::uuid[])')}),
     added AS (
       INSERT INTO standing (org_id, ${names.join(', ')}, ${Object.keys(DERIVED).join(', ')})
       SELECT ${ORG}, s.*, ${Object.values(DERIVED).join(', ')}
       FROM unnest(${arrays.join(', ')}) AS s(${names.join(', ')})
       JOIN version v ON v.org_id = ${ORG} AND v.id = s.version_id ${COMMIT}
       LEFT JOIN begun b USING (finding_id)
       RETURNING *)
     ${alikeSql('began_at', 'grade')} FROM added ${GROUPS}`,
    [
      [...new Set(rows.map((row) => row.finding))],
      ...COLUMNS.map(([, , of]) => rows.map((row) => of(row))),
    ],
  )
  return added
}

const list = (columns: readonly string[]) => columns.join(', ')

/** Rows of these findings say what depends on all of their finding, also those not written anew. */
async function restate(client: Client, findings: readonly string[]): Promise<Alike[]> {
  if (findings.length === 0) return []
  const names = Object.keys(FROM_FINDING)
  const { rows } = await client.query<Alike & { now: Date }>(
    `WITH said AS MATERIALIZED (
       SELECT s.*, ${list(Object.entries(FROM_FINDING).map(([name, sql]) => `${sql} AS new_${name}`))}
       FROM standing s LEFT JOIN (${begunSql('= ANY($1::uuid[])')}) b USING (finding_id)
       WHERE s.org_id = ${ORG} AND s.finding_id = ANY($1::uuid[])),
     old AS MATERIALIZED (SELECT * FROM said WHERE
       (${list(names)}) IS DISTINCT FROM (${list(names.map((name) => `new_${name}`))})),
     changed AS (
       UPDATE standing s SET ${list(names.map((name) => `${name} = o.new_${name}`))} FROM old o
       WHERE s.org_id = ${ORG} AND s.version_id = o.version_id AND s.from_at = o.from_at)
     ${alikeSql('began_at', 'grade')}, new_began_at AS now FROM old ${GROUPS}, new_began_at`,
    [findings],
  )
  return rows.flatMap(({ now, ...row }) => [less(row), { ...row, began: now }])
}

/**
 * What stands of versions whose presence did not change takes over what is newly known of them:
 * their level, their place among alike ones, the commit that introduced them.
 */
export async function redescribeStanding(
  client: Client,
  versions: readonly string[],
): Promise<void> {
  if (versions.length === 0) return
  const names = Object.keys(FROM_VERSION)
  const { rows } = await client.query<Alike & { now: string | null; into: string[] }>(
    `WITH said AS MATERIALIZED (
       SELECT s.*, ${list(Object.entries(FROM_VERSION).map(([name, sql]) => `${sql} AS new_${name}`))}
       FROM version v JOIN standing s ON s.org_id = v.org_id AND s.version_id = v.id ${COMMIT}
       WHERE v.org_id = ${ORG} AND v.id = ANY($1::uuid[])),
     old AS MATERIALIZED (SELECT * FROM said WHERE
       (${list(names)}) IS DISTINCT FROM (${list(names.map((name) => `new_${name}`))})),
     changed AS (
       UPDATE standing s SET ${list(names.map((name) => `${name} = o.new_${name}`))} FROM old o
       WHERE s.org_id = ${ORG} AND s.version_id = o.version_id AND s.from_at = o.from_at)
     ${alikeSql('began_at', 'grade')}, new_grade AS now,
       array_remove(array_agg(DISTINCT new_alike), NULL) AS into FROM old ${GROUPS}, new_grade`,
    [versions],
  )
  await follow(
    client,
    rows.flatMap(({ now, into, ...row }) => [less(row), { ...row, grade: now, groups: into }]),
  )
}

/** What stands of these commits of a repository takes over what is newly known of them. */
export async function regradeStanding(
  client: Client,
  repository: string,
  shas: readonly string[],
): Promise<void> {
  if (shas.length === 0) return
  const { rows } = await client.query<{ id: string }>(
    `SELECT v.id FROM stream m JOIN version v ON v.org_id = m.org_id AND v.stream_id = m.id
     WHERE m.org_id = $1 AND m.repository_id = $2 AND v.introduced_by = ANY($3::text[])`,
    [ORG, repository, shas],
  )
  await redescribeStanding(
    client,
    rows.map(({ id }) => id),
  )
}
