import type { Client } from '@/lib/db/database'
import { countingOf } from '@/lib/trends/queries/count-edges'
import { countAt } from '@/lib/trends/queries/sums'
import { type Filter, MEASURES } from '@/lib/trends/types'

/** Number of a measure in one service under one team. */
export interface GroupCount {
  kind: string
  service: string
  team: string | null
  count: number
}

/** Number of a measure in a service, or under a team. */
export interface OwnCount {
  kind: string
  key: string | null
  count: number
}

const COUNTING = countingOf(MEASURES)

/** How much of each measure stands at an instant in these services, by team? From sums. */
export async function readGroupCounts(
  db: Client,
  filter: Filter,
  at: Date,
  services: readonly string[],
): Promise<GroupCount[]> {
  if (services.length === 0) return []
  const keys = ['kind', 'service_id', 'team_id'] as const
  const counts = await countAt(db, { ...COUNTING, filter, keys, services }, at)
  return counts.map(({ keys: [kind, service, team], count }) => ({
    ...{ kind: kind ?? '', service: service ?? '', team: team ?? null, count },
  }))
}

/** How much of each measure stands at an instant in these services, or under each team? From sums. */
export async function readOwnCounts(
  db: Client,
  filter: Filter,
  at: Date,
  of: { services: readonly string[] } | 'teams',
): Promise<OwnCount[]> {
  const counts =
    of === 'teams'
      ? await countAt(db, { ...COUNTING, filter, keys: ['kind', 'team_id'] }, at)
      : of.services.length === 0
        ? []
        : await countAt(db, { ...COUNTING, filter, keys: ['kind', 'service_id'], ...of }, at)
  return counts.map(({ keys: [kind, key], count }) => ({
    ...{ kind: kind ?? '', key: key ?? null, count },
  }))
}
