import type { Scan } from '../history/types'
import { assertSameRepository, readBaseline } from './baseline'
import { compareFound } from './compare'
import { type Found, foundIn } from './entry'
import type { CheckItem, CheckResult } from './result'

/** Compares a scan with a baseline file. Throws `ScanError` for a file that cannot be used. */
export function checkWithBaseline(path: string, scan: Scan): CheckResult {
  const baseline = readBaseline(path)
  assertSameRepository(path, baseline, scan)
  const known = new Set(baseline.rules)
  const all = foundIn(scan.sarif)
  const compared = all.filter(({ rule }) => known.has(rule))
  const { fresh, worse, gone } = compareFound(baseline.findings, compared)
  const items = [
    // A decision with an owner beside it is no unowned decision.
    ...fresh.filter(({ owned }) => !owned).map((found) => itemOf('new', found)),
    ...worse.map(({ found, before }) => itemOf('worse', found, before.attempts)),
  ]
  items.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : (a.line ?? 0) - (b.line ?? 0)))
  const rulesAdded = all.length - compared.length
  return {
    format: 1,
    repository: scan.repository,
    base: {
      commit: baseline.commit,
      committedAt: baseline.committedAt,
      toolVersion: baseline.toolVersion,
    },
    items,
    left: 0,
    gone,
    rulesAdded,
    budgets: [],
    notes: notesOf(path, baseline.toolVersion, scan.toolVersion, rulesAdded),
  }
}

function itemOf(change: CheckItem['change'], found: Found, before?: Found['attempts']): CheckItem {
  const { rule, path, line, symbol, message, attempts } = found
  return {
    ...{ change, rule, path, line, message },
    ...(symbol === '' ? {} : { symbol }),
    ...(attempts === undefined ? {} : { attempts }),
    ...(before === undefined ? {} : { before }),
    ...{ verdict: 'unbudgeted', breaks: [] },
  }
}

function notesOf(path: string, then: string, now: string, rulesAdded: number): string[] {
  if (then === now) return []
  const more =
    rulesAdded > 0 ? `; ${rulesAdded} findings of rules it did not have are left out` : ''
  return [
    `The baseline was written by scanner ${then}, this is ${now}${more}. Write it again on the default branch: plumbline check --write-baseline ${path}`,
  ]
}
