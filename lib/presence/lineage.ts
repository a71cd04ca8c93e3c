import { uuidOf } from '@/lib/db/ids'
import type { Pass } from './matching'
import type { Span } from './spans'

/** A span with its place in a finding's life. */
export interface Presence extends Span {
  version: string
  /** Id of the finding, shared by all spans of its life. */
  finding: string
  /** Version whose span ended where this one begins, recognised as the same finding. */
  continues: string | null
  pass: Pass | null
  /** Another span continues this one. */
  continued: boolean
}

/**
 * Gives every span its finding: that of the span it continues, else that of the version's own
 * earlier span unless another version continued it, else a finding begins here.
 *
 * The first finding of a version has the version's id; `origin` looks up spans outside `spans`.
 * A finding's spans never overlap: each has at most one successor, which begins after it ends.
 */
export function assignFindings(
  spans: readonly Presence[],
  origin: (version: string, endedAt: number) => string | null,
): Presence[] {
  const endings = new Map<string, Presence>()
  const previous = new Map<string, Presence>()
  const beginnings = new Map<string, number>()
  return [...spans]
    .sort((a, b) => a.from - b.from || (a.version < b.version ? -1 : 1))
    .map((span) => {
      const own = previous.get(span.version)
      let finding: string
      if (span.continues) {
        const predecessor = endings.get(`${span.continues} ${span.from}`)
        finding = predecessor?.finding ?? origin(span.continues, span.from) ?? span.continues
      } else if (own && !own.continued) {
        finding = own.finding
      } else {
        const n = beginnings.get(span.version) ?? 0
        beginnings.set(span.version, n + 1)
        finding = n === 0 ? span.version : uuidOf(span.version, 'again', n)
      }
      const placed = { ...span, finding }
      previous.set(span.version, placed)
      if (span.to !== null) endings.set(`${span.version} ${span.to}`, placed)
      return placed
    })
}
