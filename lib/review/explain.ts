import { MOVED, partOf, REASON_OF } from '@/lib/findings/queries/reasons'
import { PARTS, type Part } from '@/lib/findings/types'
import { KIND_OF } from '@/lib/trends/measures'
import type { Measure } from '@/lib/trends/types'
import type { MovedCount } from './queries/moved'
import type { Tally } from './tally'
import type { Explained } from './types'

/**
 * The change of a number, split by reason: `from` and the parts add up to `to` exactly, because
 * every changed finding is in one part and in no other.
 */
export function explain(
  measure: Measure,
  to: number,
  tally: Tally,
  moved: readonly MovedCount[],
): Explained {
  const counts = new Map<Part, number>()
  for (const { sign, reason, count } of tally.steps) {
    const part = partOf(sign === 1 ? 'appeared' : 'gone', reason)
    counts.set(part, (counts.get(part) ?? 0) + count)
  }
  const stayed = moved.find(({ kind }) => kind === KIND_OF[measure])?.count ?? 0
  if (stayed > 0) counts.set(MOVED, stayed)
  const parts = PARTS.flatMap((part) => {
    const findings = counts.get(part) ?? 0
    const sign = part === MOVED ? 0 : REASON_OF[part].change === 'appeared' ? 1 : -1
    return findings === 0 ? [] : [{ part, findings, change: sign * findings }]
  })
  return { measure, from: to - tally.net, to, parts }
}
