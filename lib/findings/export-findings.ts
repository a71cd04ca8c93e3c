import type pg from 'pg'
import { csvHead, csvLine } from './csv'
import { readAll } from './queries/export'
import { askedOf } from './query-parts'
import { findingRow } from './shape'
import type { FindingQuery } from './types'

export type ExportFormat = 'csv' | 'json'

/** Every finding of a query, whatever their number, in the order of the list; as text, in pieces. */
export async function* exportFindings(
  pool: pg.Pool,
  query: FindingQuery,
  format: ExportFormat,
): AsyncGenerator<string> {
  const { selection, narrowing, sort } = askedOf(query)
  yield format === 'csv' ? csvHead() : '['
  let first = true
  for await (const rows of readAll(pool, selection, narrowing, sort)) {
    const findings = rows.map(findingRow)
    if (format === 'csv') yield findings.map(csvLine).join('')
    else {
      yield `${first ? '\n' : ',\n'}${findings.map((f) => JSON.stringify(f)).join(',\n')}`
      first = false
    }
  }
  if (format === 'json') yield '\n]\n'
}
