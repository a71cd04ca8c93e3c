import type { Status } from './types'

/** `none`: an act was taken back, so that no person says anything. */
export type EntryStatus = Status | 'none'

/** What an act said of a finding, as the ledger keeps it. */
export interface Entry {
  id: string
  seq: number
  status: EntryStatus
  owner: string | null
  proposed: string | null
  /** ms; acceptances end by themselves at `until`. */
  at: number
  until: number | null
}

/** A half-open stretch in which an entry decides. */
export interface Held<E extends Entry = Entry> {
  from: number
  to: number | null
  entry: E
}

/**
 * The stretches in which each entry of one finding decides: from its time to the next one's or to
 * its own end. An end re-opens; it never brings back what was before. A finding that turned out to
 * be two (ADR 2) has the entries of both, and the later one counts.
 */
export function periodsOf<E extends Entry>(entries: readonly E[]): Held<E>[] {
  const ordered = [...entries].sort((a, b) => a.at - b.at || a.seq - b.seq)
  return ordered.flatMap((entry, i) => {
    const next = ordered[i + 1]?.at ?? null
    const to = entry.until === null ? next : Math.min(entry.until, next ?? entry.until)
    return to !== null && to <= entry.at ? [] : [{ from: entry.at, to, entry }]
  })
}

/** The stretch that holds at `t`; undefined where no person says anything. */
export function heldAt<E extends Entry>(
  periods: readonly Held<E>[],
  t: number,
): Held<E> | undefined {
  const held = periods.findLast((p) => p.from <= t && (p.to === null || p.to > t))
  return held?.entry.status === 'none' ? undefined : held
}
