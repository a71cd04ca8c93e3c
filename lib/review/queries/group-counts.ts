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

/** How much of each measure stands at an instant in which service and team? From sums. */
export async function readGroupCounts(db: Client, filter: Filter, at: Date): Promise<GroupCount[]> {
  const keys = ['kind', 'service_id', 'team_id'] as const
  const counts = await countAt(db, { ...countingOf(MEASURES), filter, keys }, at)
  return counts.map(({ keys: [kind, service, team], count }) => ({
    kind: kind ?? '',
    service: service ?? '',
    team: team ?? null,
    count,
  }))
}
