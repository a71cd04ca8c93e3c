import type { FindingRow } from './types'

const COLUMNS: Record<string, (f: FindingRow) => string | number | undefined> = {
  id: (f) => f.id,
  rule: (f) => f.rule.key,
  rule_name: (f) => f.rule.name,
  kind: (f) => f.rule.kind,
  decision_kind: (f) => f.rule.decisionKind,
  state: (f) => f.state,
  level: (f) => f.level,
  repository: (f) => f.repository.name,
  service: (f) => f.service.name,
  team: (f) => f.team?.name,
  path: (f) => f.path,
  line: (f) => f.line,
  symbol: (f) => f.symbol,
  message: (f) => f.message,
  attempts: (f) => f.attempts,
  arithmetic: (f) => f.arithmetic,
  since: (f) => f.since,
  introduced: (f) => f.introducedBy?.at,
  commit: (f) => f.introducedBy?.sha,
  author: (f) => f.introducedBy?.author,
  subject: (f) => f.introducedBy?.subject,
  assistance: (f) => f.introducedBy?.assistance.grade,
}

export const csvHead = (): string => lineOf(Object.keys(COLUMNS))

export const csvLine = (finding: FindingRow): string =>
  lineOf(Object.values(COLUMNS).map((value) => value(finding)))

const lineOf = (cells: readonly (string | number | undefined)[]): string =>
  `${cells.map(csvCell).join(',')}\r\n`

/** OWASP, CSV injection: with the full-width forms, which some spreadsheets take for the others. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/

/**
 * RFC 4180. Text that a spreadsheet would take for a formula begins with an apostrophe, so that
 * what a scanned repository holds cannot run on the machine of whoever opens the file. What holds a
 * semicolon or tab, which others part cells by, is quoted as well.
 */
export function csvCell(value: string | number | undefined): string {
  if (value === undefined) return ''
  if (typeof value === 'number') return String(value)
  const safe = FORMULA.test(value) ? `'${value}` : value
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
