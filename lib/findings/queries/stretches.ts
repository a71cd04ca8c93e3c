import { type Client, ORG } from '@/lib/db/database'

/** How a finding stood over one stretch of time. */
export interface Stretch {
  from: Date
  to: Date | null
  state: string
  owner: string | null
  /** The entry of the ledger that decides; null where a declaration or nobody does. */
  entry: string | null
  team: string | null
  service: string | null
}

/** In which stretches did a finding stand, oldest first? Index: standing (org_id, finding_id). */
export async function readStretches(db: Client, id: string): Promise<Stretch[]> {
  const { rows } = await db.query<Stretch>(
    `SELECT s.from_at AS "from", s.to_at AS "to", s.state, s.owner,
       s.ownership_id AS entry, t.name AS team, e.name AS service
     FROM standing s
     LEFT JOIN team t ON t.org_id = s.org_id AND t.id = s.team_id
     LEFT JOIN service e ON e.org_id = s.org_id AND e.id = s.service_id
     WHERE s.org_id = $1 AND s.finding_id = $2 ORDER BY s.from_at, s.version_id`,
    [ORG, id],
  )
  return rows
}
