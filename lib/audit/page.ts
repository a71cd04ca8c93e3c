import { type Client, ORG } from '@/lib/db/database'
import { isRecord } from '@/lib/findings/shape'
import { isUuid } from '@/lib/trends/is-uuid'
import { type AuditQuery, listAudit } from './list'
import type { AuditRow } from './types'

/** So many rows, with what they speak of by its name, and where the next ones begin. */
export async function auditPage(
  client: Client,
  query: AuditQuery,
): Promise<{ rows: AuditRow[]; next?: string }> {
  const { limit } = query
  const rows = await listAudit(client, { ...query, limit: limit + 1 })
  const last = rows.length > limit ? rows[limit - 1] : undefined
  const named = await nameSubjects(client, rows.slice(0, limit))
  return { rows: named, ...(last ? { next: String(last.seq) } : {}) }
}

/** Findings by what is said of them now or was last; others by the name that was written down. */
async function nameSubjects(client: Client, rows: readonly AuditRow[]): Promise<AuditRow[]> {
  const ids = rows.flatMap(({ subject: { kind, id } }) =>
    kind === 'finding' && isUuid(id) ? [id] : [],
  )
  const messages = await readMessages(client, [...new Set(ids)])
  return rows.map((row) => {
    const { kind, id } = row.subject
    const name = kind === 'finding' ? messages.get(id) : (nameIn(row.after) ?? nameIn(row.before))
    return name === undefined ? row : { ...row, subject: { ...row.subject, name } }
  })
}

/** What do findings say? Index: presence (org_id, finding_id); version by primary key. */
async function readMessages(client: Client, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await client.query<{ id: string; message: string }>(
    `SELECT DISTINCT ON (p.finding_id) p.finding_id AS id, v.message FROM presence p
     JOIN version v ON v.org_id = p.org_id AND v.id = p.version_id
     WHERE p.org_id = $1 AND p.finding_id = ANY($2::uuid[])
     ORDER BY p.finding_id, p.from_at DESC`,
    [ORG, ids],
  )
  return new Map(rows.map(({ id, message }) => [id, message]))
}

function nameIn(said: unknown): string | undefined {
  const name = isRecord(said) ? said.name : undefined
  return typeof name === 'string' && name !== '' ? name : undefined
}
