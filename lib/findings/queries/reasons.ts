import { ORG } from '@/lib/db/database'
import { standsAt } from '@/lib/trends/conditions'
import type { Part } from '../types'

/**
 * Why does a finding count at `at` and did not at `since`? It stood in another state or place, or
 * its presence began; the reason of the latest begin that is no move.
 * Indexes: standing (org_id, finding_id), presence (org_id, finding_id).
 */
export function appearedReason(finding: string, since: string, at: string): string {
  return `coalesce(
    (SELECT CASE x.state WHEN 'open' THEN 'placed' ELSE 'was-' || x.state END
     FROM standing x WHERE x.org_id = ${ORG} AND x.finding_id = ${finding}
       AND ${standsAt('x', since)} LIMIT 1),
    (SELECT p.start_reason FROM presence p
     WHERE p.org_id = ${ORG} AND p.finding_id = ${finding} AND p.from_at <= ${at}
       AND p.start_reason <> 'moved' ORDER BY p.from_at DESC LIMIT 1), 'introduced')`
}

/** Why does a finding that counted at `since` no longer count at `at`? Indexes as above. */
export function goneReason(finding: string, at: string): string {
  return `coalesce(
    (SELECT CASE x.state WHEN 'open' THEN 'placed' ELSE x.state END
     FROM standing x WHERE x.org_id = ${ORG} AND x.finding_id = ${finding}
       AND ${standsAt('x', at)} LIMIT 1),
    (SELECT p.end_reason FROM presence p
     WHERE p.org_id = ${ORG} AND p.finding_id = ${finding} AND p.to_at <= ${at}
       AND p.end_reason <> 'moved' ORDER BY p.to_at DESC LIMIT 1), 'gone')`
}

/** Was it found again at another place in (since, at]? Index: presence (org_id, finding_id). */
export function wasMoved(finding: string, since: string, at: string): string {
  return `EXISTS (SELECT 1 FROM presence m WHERE m.org_id = ${ORG} AND m.finding_id = ${finding}
    AND m.start_reason = 'moved' AND m.from_at > ${since} AND m.from_at <= ${at})`
}

export const MOVED = 'moved'

interface Told {
  change: 'appeared' | 'gone'
  /** As appearedReason and goneReason say it. */
  reason: string
}

/** Each part as a direction and a reason. */
export const REASON_OF: Record<Exclude<Part, typeof MOVED>, Told> = {
  introduced: { change: 'appeared', reason: 'introduced' },
  returned: { change: 'appeared', reason: 'reopened' },
  gone: { change: 'gone', reason: 'gone' },
  'rule-added': { change: 'appeared', reason: 'rule-added' },
  'rule-removed': { change: 'gone', reason: 'rule-removed' },
  coverage: { change: 'appeared', reason: 'first-scan' },
  'moved-in': { change: 'appeared', reason: 'placed' },
  'moved-out': { change: 'gone', reason: 'placed' },
  owned: { change: 'gone', reason: 'owned' },
  'ownership-ended': { change: 'appeared', reason: 'was-owned' },
  accepted: { change: 'gone', reason: 'accepted' },
  'acceptance-ended': { change: 'appeared', reason: 'was-accepted' },
  suppressed: { change: 'gone', reason: 'suppressed' },
  unsuppressed: { change: 'appeared', reason: 'was-suppressed' },
}
