import { standingMatches, standsAt, standsSince, stoodUntil } from '@/lib/trends/conditions'
import type { Filter, Measure } from '@/lib/trends/types'
import type { Cause, Part } from '../types'
import {
  appearedReason,
  goneReason,
  isFirst,
  MOVED,
  REASON_OF,
  reasonsOf,
  wasMoved,
} from './reasons'

/** Which findings a list holds; the same conditions as the number it stands behind. */
export interface Selection extends Filter {
  measure?: Measure
  at: Date
  since?: Date
  change?: 'appeared' | 'gone'
  cause?: Cause
  part?: Part
}

/**
 * SQL of the rows of `standing` a selection holds, one per finding: those that stand at `at`; or
 * that do and did not at `since`; or that did at `since`, as they stood then, and no longer do.
 * A segment that spans both instants has not changed, which bounds a change to the segments that
 * begin or end between them: standing (org_id, kind, state, from_at) for what appeared.
 */
export function selectionSql(selection: Selection, add: (value: unknown) => string): string {
  const { measure, since, part, cause } = selection
  const told = part === undefined || part === MOVED ? undefined : REASON_OF[part]
  const change = told?.change ?? selection.change
  const matches = (alias: string) =>
    standingMatches(alias, measure ? [measure] : [], selection, add)
  const at = add(selection.at)
  if (part === MOVED && since) {
    const before = add(since)
    return `SELECT s.* FROM standing s
      WHERE ${matches('s')} AND ${standsAt('s', at)} AND s.from_at > ${before}
        AND ${wasMoved('s', before, at)}
        AND EXISTS (SELECT 1 FROM standing o
          WHERE ${matches('o')} AND ${stoodUntil('o', before, at)} AND o.finding_id = s.finding_id)`
  }
  if (!change || !since) {
    return `SELECT s.* FROM standing s WHERE ${matches('s')} AND ${standsAt('s', at)}`
  }
  const before = add(since)
  const [here, there] =
    change === 'appeared' ? [standsSince, stoodUntil] : [stoodUntil, standsSince]
  const reason = change === 'appeared' ? appearedReason('s', before, at) : goneReason('s', at)
  const reasons = told ? [told.reason] : cause && reasonsOf(change, cause)
  const because = reasons ? `AND ${reason} = ANY(${add(reasons)}::text[])` : ''
  const elsewhere = `NOT EXISTS (SELECT 1 FROM standing o
    WHERE ${matches('o')} AND ${there('o', before, at)} AND o.finding_id = s.finding_id)`
  return `SELECT s.* FROM standing s WHERE ${matches('s')} AND ${here('s', before, at)} ${because}
    AND ${change === 'appeared' ? `(${isFirst('s')} OR ${elsewhere})` : elsewhere}`
}
