import type { Attempts } from '../../model'

/** What a number that limits repetitions counts: all attempts, or those after the first. */
export type Counts = 'attempts' | 'retries' | 'deliveries'

/**
 * Attempts in all that a written number stands for. One attempt is always made. A negative number
 * sets no limit, as libraries have it, unless whoever reads it knows another meaning.
 */
export function attemptsFor(
  counts: Counts,
  value: number,
  negative: Attempts = 'unbounded',
): Attempts {
  if (value < 0) return negative
  if (!Number.isFinite(value)) return 'unbounded'
  return counts === 'retries' ? value + 1 : Math.max(value, 1)
}

/** A name that somebody else gives a number. */
export interface NamedLimit {
  name: string
  counts: 'attempts' | 'retries'
}

/** What a limit counts that lets so many more rounds through than it says; undefined for others. */
export function countsOf(more: number): NamedLimit['counts'] | undefined {
  return more === 0 ? 'attempts' : more === 1 ? 'retries' : undefined
}
