import type { PresenceChange } from '@/lib/presence/apply'

/** What one scan changed, for its receipt. */
export interface ScanCounts {
  scanId: string
  /** Results that became sightings. */
  accepted: number
  /** Findings never known before. */
  new: number
  /** Seen in a form that was known and standing, or known from a later scan. */
  matched: number
  /** Known findings recognised in another form or place. */
  moved: number
  /** Were gone before this scan and are back. */
  reopened: number
  /** Stood until this scan, which looked and did not see them. */
  gone: number
  note?: string
}

/** Counts what the scan at `at` did, for rules that count. */
export function countChange(
  change: PresenceChange,
  at: number,
  seen: ReadonlySet<string>,
  counted: (ruleKey: string | undefined) => boolean = () => true,
): Omit<ScanCounts, 'scanId'> {
  const counts = { accepted: seen.size, new: 0, matched: 0, moved: 0, reopened: 0, gone: 0 }
  const continued = new Set(
    [...change.after.values()].flat().flatMap((s) => (s.continues ? [s.continues] : [])),
  )
  for (const id of seen) {
    const spans = change.after.get(id) ?? []
    const here = spans.find((s) => s.from <= at && (s.to === null || s.to > at))
    if (!here) continue
    const begins = here.from === at
    const returned = begins && spans.some((s) => s.to !== null && s.to <= at)
    if (begins && here.continues) counts.moved++
    else if (returned) counts.reopened++
    else if (change.before.get(id)?.length) counts.matched++
    else if (continued.has(id)) counts.moved++
    else counts.new++
  }
  for (const [id, spans] of change.after) {
    if (!counted(change.versions.get(id)?.ruleKey)) continue
    if (spans.some((s) => s.to === at && s.end === 'gone' && !s.continued)) counts.gone++
  }
  return counts
}
