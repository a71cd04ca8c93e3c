import { day } from '@/lib/format/date'
import type { StreamCoverage } from '@/lib/trends/queries/streams'
import type { Review, SentencePart } from './types'

/** A week without a commit: what stands in it was known to go on, not found by a scan of it. */
export interface NoCommit {
  /** ISO, of the newest scanned commit up to the end of the week. */
  newest: string
  /** ISO, until when every repository is known to have had no other one; null where one is not. */
  until: string | null
}

/** Absent where the week has a commit, or nothing was scanned up to its end. */
export function noCommitOf(
  streams: readonly StreamCoverage[],
  { since }: Review['week'],
  { stale }: Pick<Review['coverage'], 'stale'>,
): NoCommit | undefined {
  if (streams.length === 0) return undefined
  const newest = new Date(Math.max(...streams.map(({ lastAt }) => +lastAt)))
  if (newest > new Date(since)) return undefined
  const known = new Map<string, number>()
  for (const { repositoryId, knownUntil } of streams) {
    known.set(repositoryId, Math.max(known.get(repositoryId) ?? 0, knownUntil ? +knownUntil : 0))
  }
  const until = new Date(Math.min(...known.values()))
  return { newest: newest.toISOString(), until: stale.length > 0 ? null : until.toISOString() }
}

/** What a lead says of it, behind its numbers. */
export function noCommitParts(
  week: NoCommit | undefined,
  { at, running }: Pick<Review['week'], 'at' | 'running'>,
): SentencePart[] {
  if (!week) return []
  const { newest, until } = week
  const of = `of ${day(newest)}`
  if (until === null)
    return [{ text: ` The newest scanned commit ${running ? 'is' : 'was then'} ${of}.` }]
  const known = until < at && day(until) !== day(at) ? `, as far as known on ${day(until)}` : ''
  const said = running
    ? `is ${of}; nothing has been committed since`
    : `was then ${of}; nothing had been committed since`
  return [{ text: ` The newest commit ${said}${known}.` }]
}
