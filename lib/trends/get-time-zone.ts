import { type Client, ORG } from '@/lib/db/database'

/** In which zone do weeks begin and end? Served by the primary key of organisation. */
export async function getTimeZone(db: Client): Promise<string> {
  const { rows } = await db.query<{ time_zone: string }>(
    'SELECT time_zone FROM organisation WHERE id = $1',
    [ORG],
  )
  return rows[0]?.time_zone ?? 'UTC'
}
