import type { Placements } from '@/lib/services/placement'

export type StandingState = 'open' | 'owned' | 'accepted' | 'suppressed'

/** A half-open stretch of time, ms; `to` null while it lasts. */
export interface Period {
  from: number
  to: number | null
}

/** One span of presence with what is known of its version. */
export interface Present extends Period {
  version: string
  finding: string
  stream: string
  rule: string
  kind: string
  decisionKind: string | null
  path: string
  suppressed: boolean
  attempts: number | null
  /** An owner is declared beside the code, for as long as this version stands. */
  declaredOwner: boolean
}

/** A segment with constant attributes: one row of `standing`. */
export interface Segment extends Period {
  version: string
  finding: string
  stream: string
  rule: string
  kind: string
  decisionKind: string | null
  service: string
  team: string | null
  state: StandingState
  attempts: number | null
}

/**
 * Cuts a span where its service, its team or its ownership changes.
 * Only decisions are owned; `owned` are the periods in which somebody owns the finding.
 */
export function segmentsOf(
  present: Present,
  placements: Placements,
  owned: readonly Period[],
): Segment[] {
  const { version, finding, stream, rule, kind, decisionKind, attempts } = present
  const stateAt = (t: number): StandingState => {
    if (present.suppressed) return 'suppressed'
    if (kind !== 'decision') return 'open'
    return present.declaredOwner || owned.some((o) => contains(o, t)) ? 'owned' : 'open'
  }
  return placements.of(present.path, present.from, present.to).flatMap((place) => {
    const edges = owned
      .flatMap((o) => [o.from, o.to])
      .filter((t): t is number => t !== null && contains(place, t) && t > place.from)
    const cuts = [place.from, ...new Set(edges.sort((a, b) => a - b))]
    const segments: Segment[] = []
    cuts.forEach((from, i) => {
      const to = cuts[i + 1] ?? place.to
      const state = stateAt(from)
      const last = segments.at(-1)
      if (last && last.state === state) last.to = to
      else {
        segments.push({
          version,
          finding,
          stream,
          rule,
          kind,
          decisionKind,
          attempts,
          from,
          to,
          service: place.service,
          team: place.team,
          state,
        })
      }
    })
    return segments
  })
}

function contains(period: Period, t: number): boolean {
  return period.from <= t && (period.to === null || period.to > t)
}
