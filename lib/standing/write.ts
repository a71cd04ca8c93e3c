import { arrayOf, type ElementType, type Values } from '@/lib/db/binary'
import { type Client, ORG } from '@/lib/db/database'
import { type Alike, alikeSql, follow, GROUPS, less } from './alike'
import { begunSql, COMMIT, endsStill, FROM_VERSION, startsStill, undone } from './derived'
import { restate, withOtherRows } from './restate'

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
 * The one way in which `standing` changes: rows of a scope give way to others, and what is kept over
 * them follows, in the caller's transaction. Presence and versions must be written before.
 */
export async function replaceStanding(
  client: Client,
  scope: Scope,
  rows: readonly StandingRow[],
): Promise<void> {
  const change = await StandingChange.begin(client, scope)
  await change.add(standingRows(rows))
  await change.end()
}

/** The same where not all rows are known at once. Sums change at its end, by what differs. */
export class StandingChange {
  /** How many rows of each finding were written. */
  readonly #added = new Map<string, number>()

  private constructor(
    readonly client: Client,
    readonly changed: Alike[],
    readonly removed: ReadonlySet<string>,
  ) {}

  static async begin(client: Client, scope: Scope): Promise<StandingChange> {
    const { changed, findings } = await removeRows(client, scope)
    return new StandingChange(client, changed, findings)
  }

  async add(added: readonly StandingRows[]): Promise<void> {
    for (const rows of added) {
      for (const alike of await addRows(this.client, rows)) this.changed.push(alike)
      for (const finding of rows.findings) {
        this.#added.set(finding, (this.#added.get(finding) ?? 0) + 1)
      }
    }
  }

  async end(): Promise<void> {
    const gone = [...this.removed].filter((finding) => !this.#added.has(finding))
    const once = [...this.#added].flatMap(([finding, n]) => (n === 1 ? finding : []))
    const more = [...this.#added].flatMap(([finding, n]) => (n === 1 ? [] : finding))
    const beside = await withOtherRows(this.client, once)
    const restated = await restate(this.client, [...gone, ...more, ...beside])
    await follow(this.client, this.changed.concat(restated))
  }
}

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

/** A column, and a list of its values as one parameter. */
type Column = readonly [
  name: string,
  type: ElementType,
  of: (rows: readonly StandingRow[]) => Buffer,
]

const column = <T extends ElementType>(
  name: string,
  type: T,
  of: (row: StandingRow) => Values[T] | null,
): Column => [name, type, (rows) => arrayOf(type, rows.map(of))]

const COLUMNS: readonly Column[] = [
  column('version_id', 'uuid', (row) => row.version),
  column('from_at', 'timestamptz', (row) => row.from),
  column('to_at', 'timestamptz', (row) => row.to),
  column('finding_id', 'uuid', (row) => row.finding),
  column('repository_id', 'uuid', (row) => row.repository),
  column('stream_id', 'uuid', (row) => row.stream),
  column('service_id', 'uuid', (row) => row.service),
  column('team_id', 'uuid', (row) => row.team),
  column('rule_id', 'uuid', (row) => row.rule),
  column('kind', 'text', (row) => row.kind),
  column('decision_kind', 'text', (row) => row.decisionKind ?? null),
  column('state', 'text', (row) => row.state),
  column('attempts', 'float8', (row) => row.attempts),
  column('status', 'text', (row) => row.status ?? null),
  column('owner', 'text', (row) => row.owner ?? null),
  column('owner_key', 'text', (row) => row.ownerKey ?? null),
  column('proposed_key', 'text', (row) => row.proposedKey ?? null),
  column('ownership_id', 'uuid', (row) => row.ownership ?? null),
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

/** Rows as one statement takes them, made before its turn, so that PostgreSQL does not wait for it. */
export interface StandingRows {
  findings: readonly string[]
  values: readonly Buffer[]
}

export function standingRows(rows: readonly StandingRow[]): StandingRows[] {
  const made: StandingRows[] = []
  for (let start = 0; start < rows.length; start += CHUNK) {
    const some = rows.slice(start, start + CHUNK)
    made.push({
      findings: some.map(({ finding }) => finding),
      values: COLUMNS.map(([, , of]) => of(some)),
    })
  }
  return made
}

async function addRows(client: Client, { findings, values }: StandingRows): Promise<Alike[]> {
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
    [arrayOf('uuid', [...new Set(findings)]), ...values],
  )
  return added
}
