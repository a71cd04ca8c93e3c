import { ORG } from '@/lib/db/database'
import { standsAt } from '@/lib/trends/conditions'
import type { Cause, Part } from '../types'

const ever = (row: string, condition: string) => `EXISTS (SELECT FROM presence p
  WHERE p.org_id = ${ORG} AND p.finding_id = ${row}.finding_id AND p.${condition})`

/** A row with which its finding began: nothing of it stood before. */
export const isFirst = (row: string) => `${row}.from_at = ${row}.began_at`

/**
 * Why does the finding of a row (alias of `standing`) that began after `since` count at `at` and did
 * not at `since`? It stood in another state or place, or its presence began; the reason of the latest
 * begin that is no move. Most rows are the first of findings that never came back, and say so.
 * Indexes: presence_reopened; standing (org_id, finding_id), presence (org_id, finding_id).
 */
export function appearedReason(row: string, since: string, at: string): string {
  return `CASE WHEN ${isFirst(row)} AND NOT ${row}.still_from
      AND NOT ${ever(row, `start_reason = 'reopened'`)} THEN 'introduced'
    ELSE coalesce(
    (SELECT CASE x.state WHEN 'open' THEN 'placed' ELSE 'was-' || x.state END
     FROM standing x WHERE x.org_id = ${ORG} AND x.finding_id = ${row}.finding_id
       AND ${standsAt('x', since)} LIMIT 1),
    (SELECT p.start_reason FROM presence p
     WHERE p.org_id = ${ORG} AND p.finding_id = ${row}.finding_id AND p.from_at <= ${at}
       AND p.start_reason <> 'moved' ORDER BY p.from_at DESC LIMIT 1), 'introduced') END`
}

/**
 * Why does the finding of a row that counted at an earlier instant no longer count at `at`? `state`:
 * SQL of the state in which it stands then, null where it does not, if that is read together.
 * Indexes: standing (org_id, finding_id); where a rule that found it was ever removed,
 * presence_rule_removed, presence (org_id, finding_id).
 */
export function goneReason(row: string, at: string, state = stateAt(row, at)): string {
  return `coalesce(replace(${state}, 'open', 'placed'),
    CASE WHEN ${ever(row, `end_reason = 'rule-removed'`)} THEN
    (SELECT p.end_reason FROM presence p
     WHERE p.org_id = ${ORG} AND p.finding_id = ${row}.finding_id AND p.to_at <= ${at}
       AND p.end_reason <> 'moved' ORDER BY p.to_at DESC LIMIT 1) END, 'gone')`
}

const stateAt = (row: string, at: string) => `(SELECT x.state FROM standing x
  WHERE x.org_id = ${ORG} AND x.finding_id = ${row}.finding_id AND ${standsAt('x', at)} LIMIT 1)`

/**
 * Was the finding of a row that began after `since`, and that stood before, found again at another
 * place in (since, at]? Index: presence (org_id, finding_id).
 */
export function wasMoved(row: string, since: string, at: string): string {
  return `${row}.began_at <= ${since} AND EXISTS (SELECT 1 FROM presence m
    WHERE m.org_id = ${ORG} AND m.finding_id = ${row}.finding_id AND m.start_reason = 'moved' AND m.from_at > ${since} AND m.from_at <= ${at})`
}

export const MOVED = 'moved'

interface Told {
  change: 'appeared' | 'gone'
  /** As appearedReason and goneReason say it. */
  reason: string
  cause: Cause
}

const appeared = (reason: string, cause: Cause = 'drift'): Told => ({
  change: 'appeared',
  reason,
  cause,
})
const gone = (reason: string, cause: Cause = 'drift'): Told => ({ change: 'gone', reason, cause })

/** Each part as a direction and a reason. */
export const REASON_OF: Record<Exclude<Part, typeof MOVED>, Told> = {
  introduced: appeared('introduced'),
  returned: appeared('reopened'),
  gone: gone('gone'),
  'rule-added': appeared('rule-added', 'coverage'),
  'rule-removed': gone('rule-removed', 'coverage'),
  coverage: appeared('first-scan', 'coverage'),
  'moved-in': appeared('placed', 'placed'),
  'moved-out': gone('placed', 'placed'),
  owned: gone('owned'),
  'ownership-ended': appeared('was-owned'),
  accepted: gone('accepted'),
  'acceptance-ended': appeared('was-accepted'),
  suppressed: gone('suppressed'),
  unsuppressed: appeared('was-suppressed'),
}

/** Reasons of a direction that have this cause. */
export function reasonsOf(change: Told['change'], cause: Cause): string[] {
  return Object.values(REASON_OF).flatMap((told) =>
    told.change === change && told.cause === cause ? [told.reason] : [],
  )
}

/** The part that a direction and a reason mean. Throws where none does. */
export function partOf(change: Told['change'], reason: string): Exclude<Part, typeof MOVED> {
  const part = (Object.keys(REASON_OF) as (keyof typeof REASON_OF)[]).find(
    (candidate) => REASON_OF[candidate].change === change && REASON_OF[candidate].reason === reason,
  )
  if (!part) throw new Error(`no part of a change is called ${change} ${reason}`)
  return part
}

const CAUSE_OF = new Map(Object.values(REASON_OF).map(({ reason, cause }) => [reason, cause]))

/** The cause of a reason. Throws for one that no part has. */
export function causeOf(reason: string): Cause {
  const cause = CAUSE_OF.get(reason)
  if (!cause) throw new Error(`no part of a change has the reason ${reason}`)
  return cause
}
