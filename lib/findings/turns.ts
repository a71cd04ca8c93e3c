import type { LedgerEntry } from '@/lib/ownership/ledger'
import { periodsOf } from '@/lib/ownership/periods'
import type { Stretch } from './queries/stretches'
import { given } from './shape'
import type { LifeTurn } from './types'

/**
 * What people said of a finding, and how its owner, team, service and suppression changed without
 * them; oldest first. `now` decides which acceptances have ended.
 */
export function turnsOf(
  entries: readonly LedgerEntry[],
  stretches: readonly Stretch[],
  now: number,
): LifeTurn[] {
  return [...entries.map(actOf), ...expiries(entries, now), ...changes(stretches)].sort(
    (a, b) => Date.parse(a.at) - Date.parse(b.at),
  )
}

function actOf(entry: LedgerEntry): LifeTurn {
  const { kind, by, proposed, owner, until, approver, reason, undone } = entry
  return {
    at: iso(entry.at),
    kind,
    by: by.name,
    ...given({ to: proposed ?? owner, approver, reason }),
    ...(until === null ? {} : { until: iso(until) }),
    ...(undone ? { undone } : {}),
  }
}

/** Acceptances that ended by themselves, nobody having said anything before. */
function expiries(entries: readonly LedgerEntry[], now: number): LifeTurn[] {
  return periodsOf(entries).flatMap(({ to, entry }) => {
    if (to === null || to !== entry.until || to > now) return []
    return { at: iso(to), kind: 'expired' as const }
  })
}

function changes(stretches: readonly Stretch[]): LifeTurn[] {
  return stretches.flatMap((now, i) => {
    const before = stretches[i - 1]
    const at = now.from.toISOString()
    const declares = now.entry === null && now.owner !== null
    if (!before) return declares ? [{ at, kind: 'declared', ...given({ to: now.owner }) }] : []
    const turns: LifeTurn[] = []
    const turn = (kind: LifeTurn['kind'], from?: string | null, to?: string | null) =>
      turns.push({ at, kind, ...given({ from, to }) })
    if (now.service !== before.service) turn('service', before.service, now.service)
    if (now.team !== before.team) turn('team', before.team, now.team)
    if (now.owner !== before.owner) {
      if (now.entry === before.entry && now.entry !== null) {
        turn('owner-renamed', before.owner, now.owner)
      } else if (declares) turn('declared', before.entry ? null : before.owner, now.owner)
      else if (now.entry === null && before.entry === null) turn('undeclared', before.owner)
    }
    if (now.state === 'suppressed' && before.state !== 'suppressed') turn('suppressed')
    if (now.state !== 'suppressed' && before.state === 'suppressed') turn('unsuppressed')
    return turns
  })
}

const iso = (ms: number) => new Date(ms).toISOString()
