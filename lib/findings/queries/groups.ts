import { type Client, ORG } from '@/lib/db/database'
import { type Counting, countAt } from '@/lib/trends/queries/sums'

/** Rules or services of one name that have findings. */
export interface Group {
  name: string
  ids: string[]
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
  const counts = new Map<string, number>()
  for (const { keys, count } of await countAt(db, { ...counting, keys: [key] }, at)) {
    counts.set(keys[0] ?? '', count)
  }
  const { rows } = await db.query<{ id: string; name: string }>(
    `SELECT id, ${name} AS name FROM ${table} WHERE org_id = $1 AND id = ANY($2::uuid[])
       AND ($3::text IS NULL OR ${name} COLLATE "C" >= $3) ORDER BY ${name} COLLATE "C"`,
    [ORG, [...counts.keys()], after ?? null],
  )
  const groups: Group[] = []
  let sum = 0
  for (const row of rows) {
    const last = groups.at(-1)
    if (last?.name === row.name) last.ids.push(row.id)
    else if (sum >= limit) break
    else groups.push({ name: row.name, ids: [row.id] })
    // Of the name where the page before ended, nobody knows how many are left.
    if (row.name !== after) sum += counts.get(row.id) ?? 0
  }
  return groups
}
