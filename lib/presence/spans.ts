import type { Word } from './coverage'

/** Why a version's span began, before moves and returns are recognised. */
export type StartCause = 'first-scan' | 'rule-added' | 'introduced'
export type EndCause = 'gone' | 'rule-removed'

/** One uninterrupted presence of one version: half-open on the commit-time axis, ms. */
export interface Span {
  from: number
  /** Null while it stands. */
  to: number | null
  start: StartCause
  end: EndCause | null
}

/** What one scan says of one version. */
export type State = 'seen' | Word

/** A scan that has something to say of the version (never `silent`). */
export interface Statement {
  at: number
  state: Exclude<State, 'silent'>
}

/**
 * The spans of one version after the scan at `at` says `here` of it.
 *
 * Only the nearest statements before and after matter, so history can be filled in in any order,
 * and a scan can be replaced by another of the same instant: whatever `old` says about the time
 * between the neighbours is forgotten and derived anew.
 */
export function restate(
  old: readonly Span[],
  before: Statement | null,
  at: number,
  here: State,
  after: Statement | null,
): Span[] {
  const holds = (span: Span, t: number) => span.from <= t && (span.to === null || span.to > t)
  const left = before ? old.filter((s) => s.to !== null && s.to <= before.at) : []
  const right = after ? old.filter((s) => s.from > after.at) : []
  const standing = before && old.find((s) => holds(s, before.at))
  const resumed = after && old.find((s) => holds(s, after.at))

  const middle: Span[] = []
  let open = standing ? { from: standing.from, start: standing.start } : null
  if (here === 'seen') {
    open ??= { from: at, start: startCause(before) }
  } else if (here !== 'silent' && open) {
    middle.push({ ...open, to: at, end: endCause(here) })
    open = null
  }
  if (after && resumed) {
    const last = here === 'silent' ? before : { at, state: here }
    open ??= { from: after.at, start: startCause(last) }
    middle.push({ ...open, to: resumed.to, end: resumed.end })
  } else if (open) {
    middle.push(
      after
        ? { ...open, to: after.at, end: endCause(after.state) }
        : { ...open, to: null, end: null },
    )
  }
  return [...left, ...middle, ...right]
}

function startCause(last: Statement | null): StartCause {
  if (!last) return 'first-scan'
  return last.state === 'rule-missing' ? 'rule-added' : 'introduced'
}

function endCause(state: State): EndCause {
  return state === 'rule-missing' ? 'rule-removed' : 'gone'
}
