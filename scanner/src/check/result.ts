import { ScanError } from '../errors'
import { isRecord } from '../is-record'

/** What a branch brings, as docs/formats/check.md has it; from the server or from a baseline. */
export interface CheckResult {
  format: 1
  repository: string
  base: { branch?: string; commit: string; committedAt: string; toolVersion?: string }
  items: CheckItem[]
  left: number
  gone: number
  rulesAdded: number
  budgets: {
    id: string
    words: string
    limit?: number
    before?: number
    after?: number
    broken: boolean
  }[]
  notes: string[]
}

export interface CheckItem {
  change: 'new' | 'worse'
  rule: string
  path: string
  line?: number
  symbol?: string
  message: string
  service?: string
  team?: string
  attempts?: number | 'unbounded' | 'unknown'
  before?: number | 'unbounded' | 'unknown'
  arithmetic?: string
  verdict: 'breaks' | 'within' | 'unbudgeted'
  breaks: string[]
}

/**
 * The answer of a server, checked. Throws `ScanError` for another format than this scanner reads,
 * and for an answer that is no such result at all.
 */
export function readResult(text: string, from: string): CheckResult {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    value = undefined
  }
  if (!isRecord(value) || value.format === undefined) {
    throw new ScanError(`${from} does not answer as Plumbline does. Is the address right?`)
  }
  if (value.format !== 1) {
    throw new ScanError(
      `${from} answers in format ${JSON.stringify(value.format)}, this scanner reads 1. Use the scanner of the same version as the server.`,
    )
  }
  if (!Array.isArray(value.items) || !Array.isArray(value.budgets) || !isRecord(value.base)) {
    throw new ScanError(`${from} gave an answer with parts missing. Update Plumbline there.`)
  }
  return value as unknown as CheckResult
}

/** Whether something that is new breaks a budget, or (unless `budgetsOnly`) has none to fit in. */
export function isBreach({ items, left }: CheckResult, budgetsOnly: boolean): boolean {
  return (
    items.some(
      ({ verdict }) => verdict === 'breaks' || (verdict === 'unbudgeted' && !budgetsOnly),
    ) ||
    (left > 0 && !budgetsOnly)
  )
}
