import { type Client, ORG } from '@/lib/db/database'
import { type Add, parameters } from '@/lib/trends/conditions'
import { type Asked, concerns, ENTRY, QUEUE_ROW, type QueueRow, SERVICE } from './read-rows'

/** Rows `s` that last, as the predicate of standing_to_ratify has them; and those ended since. */
const OWNED = `s.org_id = ${ORG} AND s.kind = 'decision' AND s.state = 'owned' AND s.status = 'owned'`
const lasting = (at: string) => `${OWNED} AND s.to_at IS NULL AND s.from_at <= ${at}`
const ended = (at: string) => `${OWNED} AND s.to_at > ${at} AND s.from_at <= ${at}`

/**
 * Which decisions have an owner that nobody ratified, as of an instant: how many in all, and a page
 * of them, the oldest first? Walks standing_to_ratify, and reads of standing_to what ended since.
 */
export async function readToRatify(
  client: Client,
  asked: Asked | undefined,
  owners: readonly string[],
  at: Date,
  page: { offset: number; limit: number },
): Promise<{ total: number; rows: QueueRow[] }> {
  const theirs = (add: Add) =>
    `${concerns(asked, add)} AND ${owners.length > 0 ? `s.owner_key = ANY(${add(owners)}::text[])` : 'true'}`
  const total = parameters()
  const [$at, whose] = [total.add(at), theirs(total.add)]
  const counted = await client.query<{ total: number }>(
    `SELECT (SELECT count(*) FROM standing s WHERE ${lasting($at)} AND ${whose})::int
       + (SELECT count(*) FROM standing s WHERE ${ended($at)} AND ${whose})::int AS total`,
    total.values,
  )
  const { values, add } = parameters()
  const [$when, who, most] = [add(at), theirs(add), add(page.offset + page.limit)]
  const oldest = (where: string) => `(SELECT s.* FROM standing s WHERE ${where} AND ${who}
    ORDER BY s.org_id, s.dated_at, s.finding_id LIMIT ${most})`
  const { rows } = await client.query<QueueRow>(
    `SELECT ${QUEUE_ROW}
     FROM (SELECT * FROM (${oldest(lasting($when))} UNION ALL ${oldest(ended($when))}) u
       ORDER BY dated_at, finding_id LIMIT ${add(page.limit)} OFFSET ${add(page.offset)}) s
     ${SERVICE} ${ENTRY}
     ORDER BY s.dated_at, s.finding_id`,
    values,
  )
  return { total: counted.rows[0]?.total ?? 0, rows }
}
