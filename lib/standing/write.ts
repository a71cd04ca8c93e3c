import { type Client, ORG } from '@/lib/db/database'
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

/**
 * The one way in which `standing` changes: rows of a scope give way to others, and the sums over
 * them follow, in the caller's transaction. Presence and versions must be written before.
 */
export async function replaceStanding(
  client: Client,
  scope: Scope,
  rows: readonly StandingRow[],
): Promise<void> {
  const { counted, findings } = await removeRows(client, scope)
  for (let start = 0; start < rows.length; start += CHUNK) {
    counted.push(...(await addRows(client, rows.slice(start, start + CHUNK))))
  }
  for (const { finding } of rows) findings.add(finding)
  counted.push(...(await moveBeginnings(client, [...findings])))
  await addToSums(client, counted)
}

const KEYS = `repository_id AS repository, service_id AS service, team_id AS team, rule_id AS rule,
  kind, decision_kind AS "decisionKind", state, began_at AS began, from_at AS from, to_at AS to`
const COUNT = `SELECT ${KEYS}, count(*)::int AS count`
const GROUPS = 'GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10'

async function removeRows(
  client: Client,
  scope: Scope,
): Promise<{ counted: Counted[]; findings: Set<string> }> {
  const [condition, values] = conditionOf(scope)
  const { rows } = await client.query<Counted & { findings: string[] }>(
    `WITH gone AS (DELETE FROM standing WHERE org_id = $1 AND ${condition} RETURNING *)
     ${COUNT}, array_agg(DISTINCT finding_id) AS findings FROM gone ${GROUPS}`,
    [ORG, ...values],
  )
  return {
    counted: rows.map((row) => ({ ...row, count: -row.count })),
    findings: new Set(rows.flatMap((row) => row.findings)),
  }
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

/** A level as a number, the most severe first. */
export const severityOf = (level: string): string =>
  `(CASE ${level} WHEN 'error' THEN 0 WHEN 'warning' THEN 1 WHEN 'note' THEN 2 ELSE 3 END)`

/** When the finding of a row of an alias first was there. Presence (org, finding_id). */
const BEGAN = `SELECT finding_id, min(from_at) AS began FROM presence
  WHERE org_id = ${ORG} AND finding_id = ANY($1::uuid[]) GROUP BY finding_id`

async function addRows(client: Client, rows: readonly StandingRow[]): Promise<Counted[]> {
  const names = COLUMNS.map(([name]) => name)
  const arrays = COLUMNS.map(([, type], i) => `$${i + 2}::${type}[]`)
  const { rows: counted } = await client.query<Counted>(
    `WITH begun AS (${BEGAN}),
     added AS (
       INSERT INTO standing (org_id, ${names.join(', ')}, path, severity, introduced_at, began_at)
       SELECT ${ORG}, x.*, v.path, ${severityOf('v.level')}, v.introduced_at,
         coalesce(b.began, x.from_at)
       FROM unnest(${arrays.join(', ')}) AS x(${names.join(', ')})
       JOIN version v ON v.org_id = ${ORG} AND v.id = x.version_id
       LEFT JOIN begun b USING (finding_id)
       RETURNING *)
     ${COUNT} FROM added ${GROUPS}`,
    [
      [...new Set(rows.map((row) => row.finding))],
      ...COLUMNS.map(([, , of]) => rows.map((row) => of(row))),
    ],
  )
  return counted
}

/** Rows of these findings that were not written anew take over when their finding now began. */
async function moveBeginnings(client: Client, findings: readonly string[]): Promise<Counted[]> {
  if (findings.length === 0) return []
  const { rows } = await client.query<Counted & { now: Date }>(
    `WITH old AS (
       SELECT s.*, b.began FROM standing s JOIN (${BEGAN}) b USING (finding_id)
       WHERE s.org_id = ${ORG} AND s.finding_id = ANY($1::uuid[]) AND s.began_at <> b.began),
     moved AS (
       UPDATE standing s SET began_at = o.began FROM old o
       WHERE s.org_id = ${ORG} AND s.version_id = o.version_id AND s.from_at = o.from_at)
     ${COUNT}, began AS now FROM old ${GROUPS}, 12`,
    [findings],
  )
  return rows.flatMap(({ now, ...row }) => [
    { ...row, count: -row.count },
    { ...row, began: now },
  ])
}

/** What the newest scan says of versions whose presence did not change: their level decides. */
export async function redescribeStanding(
  client: Client,
  versions: readonly string[],
): Promise<void> {
  if (versions.length === 0) return
  await client.query(
    `UPDATE standing s SET severity = ${severityOf('v.level')}, introduced_at = v.introduced_at
     FROM version v WHERE v.org_id = $1 AND v.id = ANY($2::uuid[])
       AND s.org_id = $1 AND s.version_id = v.id
       AND (s.severity, s.introduced_at) IS DISTINCT FROM
         (${severityOf('v.level')}, v.introduced_at)`,
    [ORG, versions],
  )
}
