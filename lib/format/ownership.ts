import type {
  Candidate,
  CandidateSource,
  DecayKind,
  QueueName,
  Standing,
  Status,
  TimeToOwnership,
} from '@/lib/ownership/types'
import { day } from './date'
import { count, plural } from './number'

const SOURCES: Record<CandidateSource, string> = {
  rule: 'override rule',
  codeowners: 'CODEOWNERS',
  catalog: 'catalog',
  introduced: 'introduced it',
  wrote: 'changed it lately',
}

/** Where a suggestion comes from, short: `.github/CODEOWNERS:14`, `introduced it, 4c1d9e2`, `changed it lately, 7 of 12 commits`. */
export function candidateWhere({ source, where }: Pick<Candidate, 'source' | 'where'>): string {
  if (where === '') return SOURCES[source]
  if (source === 'introduced') return `${SOURCES[source]}, ${where.slice(0, 10)}`
  return source === 'wrote' ? `${SOURCES[source]}, ${where} commits` : where
}

/** The same for a column: `CODEOWNERS:14`. The folder stands in the list of candidates. */
export const candidateShort = (candidate: Pick<Candidate, 'source' | 'where'>): string =>
  candidateWhere(candidate).replace(/^.*\//, '')

/** The five sources, as a list of what was asked names them. */
export const sourceWords = (source: CandidateSource): string => SOURCES[source]

const statusWords: Record<Status, string> = {
  unowned: 'nobody owns it',
  proposed: 'proposed',
  owned: 'owned',
  ratified: 'ratified',
  rejected: 'rejected, must go',
  accepted: 'accepted',
}

/** `owned by @billing`, `accepted until 20 Feb 2027`. */
export function standingWords({
  status,
  owner,
  proposed,
  until,
}: Pick<Standing, 'status' | 'owner' | 'proposed' | 'until'>): string {
  if (status === 'proposed' && proposed) return `proposed to ${proposed.name}`
  if (status === 'accepted') return until ? `accepted until ${day(until)}` : 'accepted'
  if ((status === 'owned' || status === 'ratified') && owner) return `${status} by ${owner.name}`
  return statusWords[status]
}

export const queueWords: Record<QueueName, { title: string; means: string }> = {
  'to-own': { title: 'To own', means: 'suggested or proposed, not taken yet' },
  'to-ratify': { title: 'To ratify', means: 'owned, not yet looked at by a lead' },
  expiring: { title: 'Expiring', means: 'accepted, and the acceptance ends soon' },
  expired: { title: 'Expired', means: 'the acceptance ended, so it is open again' },
  decayed: { title: 'Decayed', means: 'asks to be confirmed, with the reason' },
  'review-due': { title: 'Review due', means: 'the day set in the record has come' },
  rejected: { title: 'Rejected', means: 'must go, and is still there' },
}

export const decayWords: Record<DecayKind, string> = {
  'owner-left': 'owner left',
  'team-dissolved': 'team dissolved',
  'review-due': 'review due',
  'code-changed': 'code changed',
}

/** `6 d`, for a column of ages. */
export const daysShort = (days: number): string => `${Math.max(0, Math.floor(days))} d`

const KIND_TITLES: Record<string, string> = {
  'concurrency-control': 'Locks',
  'transaction-boundary': 'Transactions',
  caching: 'Caches',
  retry: 'Retries',
  idempotency: 'Idempotency',
  'api-contract': 'API contracts',
  'state-machine': 'State machines',
}

/** `Transactions: transaction.atomic`; the kind alone where the detector names no shape. */
export function groupTitle({
  decisionKind,
  shape,
}: {
  decisionKind: string
  shape: string
}): string {
  const kind = KIND_TITLES[decisionKind] ?? decisionKind
  return shape === '' ? kind : `${kind}: ${shape}`
}

/** How long it took from introduction to the first owner, and how long of that anybody here knew. */
export function timeToOwnershipWords(time: TimeToOwnership): string {
  const { decisions, medianDays, p90Days, sinceKnown } = time
  if (decisions === 0 || medianDays === null || p90Days === null) {
    return 'Nothing has got its first owner in this time yet.'
  }
  const [median, p90] = [Math.round(medianDays), Math.round(p90Days)]
  const least = time.atLeast ? 'at least ' : ''
  const all = `First owner ${least}${plural(median, 'day')} after introduction at the median, ${least}${count(p90)} at the 90th percentile`
  const known = [sinceKnown.medianDays, sinceKnown.p90Days].map((days) => Math.round(days ?? 0))
  if (known[0] === median && known[1] === p90) return `${all}.`
  return `${all}; ${known.map(count).join(' and ')} since it was first seen here.`
}
