import type { Client } from '@/lib/db/database'
import { csvCell } from '@/lib/findings/csv'
import { type AuditQuery, listAudit } from './list'
import type { AuditRow } from './types'

const ROWS = 1000

const COLUMNS: Record<string, (row: AuditRow) => string | number | undefined> = {
  seq: (row) => row.seq,
  at: (row) => row.at,
  by: (row) => row.by.name,
  by_id: (row) => row.by.id,
  action: (row) => row.action,
  subject_kind: (row) => row.subject.kind,
  subject_id: (row) => row.subject.id,
  before: (row) => json(row.before),
  after: (row) => json(row.after),
}

/**
 * Every change of a query, newest first, as text in pieces. What is written meanwhile is newer than
 * where it began, and not in it; rows are never changed.
 */
export async function* exportAudit(
  client: Client,
  query: Pick<AuditQuery, 'subject' | 'action'>,
  format: 'csv' | 'json',
): AsyncGenerator<string> {
  yield format === 'csv' ? `${Object.keys(COLUMNS).join(',')}\r\n` : '['
  let before: number | undefined
  for (let first = true; ; first = false) {
    const rows = await listAudit(client, { ...query, before, limit: ROWS })
    if (format === 'csv') yield rows.map(line).join('')
    else if (rows.length > 0) {
      yield `${first ? '\n' : ',\n'}${rows.map((row) => JSON.stringify(row)).join(',\n')}`
    }
    before = rows.at(-1)?.seq
    if (rows.length < ROWS) break
  }
  if (format === 'json') yield '\n]\n'
}

const line = (row: AuditRow): string =>
  `${Object.values(COLUMNS)
    .map((value) => csvCell(value(row)))
    .join(',')}\r\n`

const json = (value: unknown): string | undefined =>
  value === undefined ? undefined : JSON.stringify(value)
