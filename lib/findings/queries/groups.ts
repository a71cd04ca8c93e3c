import { type Client, ORG } from '@/lib/db/database'
import { type Counting, countAt } from '@/lib/trends/queries/sums'

/** A kind and a state of which something stands. */
export type Pair = readonly [kind: string, state: string]

/** Rules or services of one name that have findings, each with what it has. */
export interface Group {
  name: string
  members: { id: string; pairs: readonly Pair[] }[]
}

/** Of which kinds and states does something of a counting stand? From sums, as `countAt`. */
export async function readPairs(db: Client, counting: Counting, at: Date): Promise<Pair[]> {
  const counts = await countAt(db, { ...counting, keys: ['kind', 'state'] }, at)
  return counts.map(({ keys: [kind, state] }) => [kind ?? '', state ?? ''])
}

const NAMES = {
  rule: { key: 'rule_id', table: 'rule', name: 'coalesce(name, rule_key)' },
  service: { key: 'service_id', table: 'service', name: 'name' },
} as const

/**
 * The names that the next `limit` findings after a name (included) have, in the order of names: sums
 * say how many each has, so that no others need be looked at.
 */
export async function readGroups(
  db: Client,
  by: keyof typeof NAMES,
  counting: Counting,
  at: Date,
  after: string | undefined,
  limit: number,
): Promise<Group[]> {
  const { key, table, name } = NAMES[by]
  const known = new Map<string, { count: number; pairs: Pair[] }>()
  for (const { keys, count } of await countAt(
    db,
    { ...counting, keys: [key, 'kind', 'state'] },
    at,
  )) {
    const [id = null, kind = null, state = null] = keys
    const own = known.get(id ?? '') ?? { count: 0, pairs: [] }
    own.count += count
    own.pairs.push([kind ?? '', state ?? ''])
    known.set(id ?? '', own)
  }
  const { rows } = await db.query<{ id: string; name: string }>(
    `SELECT id, ${name} AS name FROM ${table} WHERE org_id = $1 AND id = ANY($2::uuid[])
       AND ($3::text IS NULL OR ${name} COLLATE "C" >= $3) ORDER BY ${name} COLLATE "C"`,
    [ORG, [...known.keys()], after ?? null],
  )
  const groups: Group[] = []
  let sum = 0
  for (const row of rows) {
    const last = groups.at(-1)
    const own = known.get(row.id) ?? { count: 0, pairs: [] }
    const member = { id: row.id, pairs: own.pairs }
    if (last?.name === row.name) last.members.push(member)
    else if (sum >= limit) break
    else groups.push({ name: row.name, members: [member] })
    // Of the name where the page before ended, nobody knows how many are left.
    if (row.name !== after) sum += own.count
  }
  return groups
}
