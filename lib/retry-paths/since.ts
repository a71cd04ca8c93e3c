import { changesAt, distinctCommits, isStock, stepCommit } from './commits'
import type { RawChange, RawStretch } from './queries'
import type { Since } from './types'

/** Of the changes known of a form, those that may have brought something. */
export type Tells = (
  known: readonly RawChange[],
  form: RawStretch,
  before: RawStretch | undefined,
) => readonly RawChange[]

/**
 * Since when something holds of a path without a gap, as of an instant, and the commit that
 * brought it where `tells` picks one. What the first scan shows is at least so old.
 */
export function sinceWhen(
  forms: readonly RawStretch[],
  changes: readonly RawChange[],
  at: Date,
  holds: (form: RawStretch) => boolean,
  tells: Tells,
): Since {
  const ordered = [...forms].sort((a, b) => a.from.getTime() - b.from.getTime())
  let first: RawStretch | undefined
  let until: number | null = Number.NEGATIVE_INFINITY
  for (const form of ordered) {
    if (form.from > at) break
    if (!holds(form)) continue
    if (first === undefined || (until !== null && until < form.from.getTime())) first = form
    const end = form.to?.getTime() ?? null
    until = end === null || until === null ? null : Math.max(end, until)
  }
  if (!first) return { at: (ordered[0]?.from ?? at).toISOString(), atLeast: true }
  const { from } = first
  const known = changesAt(first, changes)
  const before = ordered.find(({ to }) => to?.getTime() === from.getTime())
  const named = distinctCommits(tells(known, first, before))
  const [only] = named
  return {
    at: (named.length === 1 ? only?.committedAt : null)?.toISOString() ?? from.toISOString(),
    atLeast: known.length === 0 && isStock(first),
    ...(only && named.length === 1 ? { commit: stepCommit(only) } : {}),
  }
}
