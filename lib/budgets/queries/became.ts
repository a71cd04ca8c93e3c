import { type Client, ORG } from '@/lib/db/database'
import { ownerKey } from '@/lib/ownership/owner'
import type { Named } from '@/lib/trends/queries/names'

const WORDS: Record<string, string> = {
  rename: 'was renamed to',
  merge: 'went into',
  split: 'was split up; the rest is',
  dissolve: 'was dissolved',
}

/**
 * Which of these teams had been renamed, merged, split or dissolved by an instant, and what became
 * of them? Their findings are another team's since, so a number of theirs says nothing any more.
 * Reads service_team, which is small.
 */
export async function readBecame(
  db: Client,
  teams: readonly Named[],
  at: Date,
): Promise<Map<string, string>> {
  const { rows } = await db.query<{ key: string; to: string | null; reason: string; at: Date }>(
    `SELECT from_key AS key, to_name AS to, reason, valid_from AS at FROM service_team
     WHERE org_id = $1 AND service IS NULL AND from_key IS NOT NULL AND reason <> 'leave'
       AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2) ORDER BY valid_from`,
    [ORG, at],
  )
  const last = new Map(rows.map((row) => [row.key, row]))
  return new Map(
    teams.flatMap(({ id, name }): [string, string][] => {
      const change = last.get(ownerKey(name))
      if (!change) return []
      const words = WORDS[change.reason] ?? 'became'
      return [[id, [name, words, change.to].filter((part) => part !== null).join(' ')]]
    }),
  )
}
