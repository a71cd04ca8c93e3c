import type { MainlineCommit } from '../git/commits'

const DAY = 86_400_000
const WEEK = 7 * DAY

/** A mainline commit with times made strictly increasing along first parents (ms since the epoch). */
export interface DatedCommit {
  hash: string
  committedAt: number
  /** Time of the next mainline commit; null for the newest. */
  nextAt: number | null
}

/** Monday 00:00 UTC of the ISO 8601 week that holds `at` (ms since the epoch). */
export function weekStart(at: number): number {
  const day = Math.floor(at / DAY)
  // 1970-01-01 was a Thursday: three days after its Monday.
  return (day - ((((day + 3) % 7) + 7) % 7)) * DAY
}

/**
 * Gives the commits (newest first) their place on the time axis. Clocks of committers differ; a
 * commit that claims to be no later than its parent gets a millisecond after it, so that earlier
 * places never change when commits are added.
 */
export function dateCommits(newestFirst: readonly MainlineCommit[]): DatedCommit[] {
  const dated: DatedCommit[] = []
  let last = Number.NEGATIVE_INFINITY
  for (let i = newestFirst.length - 1; i >= 0; i -= 1) {
    const commit = newestFirst[i]
    if (commit === undefined) continue
    last = Math.max(commit.at, last + 1)
    const previous = dated.at(-1)
    if (previous) previous.nextAt = last
    dated.push({ hash: commit.hash, committedAt: last, nextAt: null })
  }
  return dated.reverse()
}

/** Beginning (ms) of the first of the `weeks` ISO weeks that end with that of the newest commit. */
export function weeksBefore(newestFirst: readonly DatedCommit[], weeks: number): number {
  const [tip] = newestFirst
  return tip === undefined ? 0 : weekStart(tip.committedAt) - (weeks - 1) * WEEK
}

/**
 * The commits to scan, newest first: the tip, and the last commit of each of the `weeks` ISO weeks
 * that end with the tip's own. Weeks without a commit give none.
 */
export function weeklyCommits(newestFirst: readonly DatedCommit[], weeks: number): DatedCommit[] {
  const [tip] = newestFirst
  if (tip === undefined) return []
  const oldest = weeksBefore(newestFirst, weeks)
  const chosen: DatedCommit[] = []
  let lastWeek = Number.NaN
  for (const commit of newestFirst) {
    if (commit.committedAt < oldest) break
    const week = weekStart(commit.committedAt)
    if (week !== lastWeek) chosen.push(commit)
    lastWeek = week
  }
  return chosen
}

/** Weeks of `26w` or `26`; null where it is neither or not in 1…520. */
export function parseHistory(text: string): number | null {
  const match = /^(\d{1,3})w?$/.exec(text.trim())
  const weeks = match ? Number(match[1]) : 0
  return weeks >= 1 && weeks <= 520 ? weeks : null
}
