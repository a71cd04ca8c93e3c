import { count } from './number'

export type Attempts = number | 'unbounded' | 'unknown'

/** Worst case of a retry path in words. */
export function attemptsWords(attempts: Attempts): string {
  if (attempts === 'unbounded') return 'repeats without bound'
  if (attempts === 'unknown') return 'attempts unknown'
  return attempts === 1 ? '1 attempt' : `up to ${count(attempts)} attempts`
}
