import type { Claims } from '@/lib/ownership/documents/claims'
import { type Held, heldAt } from '@/lib/ownership/periods'
import type { Status } from '@/lib/ownership/types'
import type { Placements } from '@/lib/services/placement'

export type StandingState = 'open' | 'owned' | 'accepted' | 'suppressed'

/** A half-open stretch of time, ms; `to` null while it lasts. */
interface Period {
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
  /** Declared beside the code, for as long as this version stands. */
  declaredOwner: string | null
  declaredDecision: string | null
}

/** How a decision is owned. */
interface Owned {
  /** Null for everything that is no decision. */
  status: Status | null
  owner: string | null
  proposed: string | null
  /** The entry of the ledger that decides. */
  entry: string | null
}

/** A segment with constant attributes: one row of `standing`. */
export interface Segment extends Period, Owned {
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
 * Cuts a span where its service, its team or its ownership change. Only decisions are owned.
 * `held` is what people said of the finding; where nobody did, a declaration beside the code
 * counts, then a decision record that claims the path (people win over machines).
 */
export function segmentsOf(
  present: Present,
  placements: Placements,
  held: readonly Held[],
  claims?: Claims,
): Segment[] {
  const { version, finding, stream, rule, kind, decisionKind, attempts } = present
  const { changes } = placements
  const edges =
    kind === 'decision'
      ? [...held.flatMap(({ from, to }) => [from, to]), ...(claims?.edges ?? []), ...changes.edges]
      : []
  return placements.of(present.path, present.from, present.to).flatMap((place) => {
    const inside = edges.filter(
      (t): t is number => t !== null && t > place.from && (place.to === null || place.to > t),
    )
    const cuts = [place.from, ...new Set(inside.sort((a, b) => a - b))]
    const segments: Segment[] = []
    cuts.forEach((from, i) => {
      const to = cuts[i + 1] ?? place.to
      const owned = ownedAt(present, held, claims, from)
      const follow = (name: string | null) =>
        name === null ? null : (changes.successor(name, place.service, from) ?? name)
      const owner = follow(owned.owner)
      const proposed = follow(owned.proposed)
      const last = segments.at(-1)
      if (
        last?.status === owned.status &&
        last.owner === owner &&
        last.proposed === proposed &&
        last.entry === owned.entry
      ) {
        last.to = to
        return
      }
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
        state: present.suppressed ? 'suppressed' : stateOf(owned.status),
        ...owned,
        owner,
        proposed,
      })
    })
    return segments
  })
}

/** What charts count: a proposal and a rejection leave a decision open. */
function stateOf(status: Status | null): StandingState {
  if (status === 'owned' || status === 'ratified') return 'owned'
  return status === 'accepted' ? 'accepted' : 'open'
}

function ownedAt(
  present: Present,
  held: readonly Held[],
  claims: Claims | undefined,
  t: number,
): Owned {
  if (present.kind !== 'decision') return { status: null, owner: null, proposed: null, entry: null }
  const entry = heldAt(held, t)?.entry
  if (entry && entry.status !== 'none') {
    return { status: entry.status, owner: entry.owner, proposed: entry.proposed, entry: entry.id }
  }
  const claimed = claims?.of(present.path, present.declaredDecision, t)?.owners[0]
  const owner = present.declaredOwner ?? claimed ?? null
  return { status: owner === null ? 'unowned' : 'owned', owner, proposed: null, entry: null }
}
