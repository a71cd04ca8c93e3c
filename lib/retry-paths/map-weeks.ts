import { type Client, ORG } from '@/lib/db/database'
import { weeksBetween } from '@/lib/time/weeks'
import { getTimeZone } from '@/lib/trends/get-time-zone'

/** Most weeks that the slider of the map goes over. */
const MOST = 156

/** Ends of the weeks in which flows were there, oldest first (ISO). flow_part, as a whole. */
export async function mapWeeks(db: Client, now: Date): Promise<string[]> {
  const { rows } = await db.query<{ first: Date | null; last: Date | null }>(
    `SELECT min(from_at) AS first, max(greatest(from_at, to_at)) AS last FROM flow_part
     WHERE org_id = $1`,
    [ORG],
  )
  const { first, last } = rows[0] ?? {}
  if (!first || !last) return []
  const weeks = weeksBetween(first, last, await getTimeZone(db))
  return weeks
    .filter(({ to }) => to <= now)
    .slice(-MOST)
    .map(({ to }) => to.toISOString())
}
