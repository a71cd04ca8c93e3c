import type { Cause } from '@/lib/findings/types'
import type { Causes } from '@/lib/review/types'
import { count, signed } from './number'

/** What changed a number without being drift: its words, and the list that holds it. */
export interface Beside {
  words: string
  change: 'appeared' | 'gone'
  cause: Cause
}

const WORDS: Record<Exclude<Cause, 'drift'>, Record<Beside['change'], [string, string, string]>> = {
  coverage: {
    appeared: ['was', 'were', 'there already: first scan or new rule'],
    gone: ['is', 'are', 'no longer looked for: rule removed'],
  },
  placed: {
    appeared: ['came', 'came', 'from another service or team'],
    gone: ['went', 'went', 'to another service or team'],
  },
}

/** `+58 were there already: first scan or new rule`, … : each cause and direction by itself. */
export function besidesOf(causes: Causes): Beside[] {
  return (['coverage', 'placed'] as const).flatMap((cause) =>
    (['appeared', 'gone'] as const).flatMap((change) => {
      const n = causes[cause][change]
      if (n === 0) return []
      const [one, many, what] = WORDS[cause][change]
      const number = signed(change === 'appeared' ? n : -n)
      return [{ words: `${number} ${n === 1 ? one : many} ${what}`, change, cause }]
    }),
  )
}

/** Heading of the list of what drifted; else of what appeared; else of what stands. */
export function appearedHeading(
  total: number,
  { one, many }: { one: string; many: string },
  { drift, coverage, placed }: Causes,
): string {
  const noun = total === 1 ? one : many
  if (drift.appeared > 0) return `${count(total)} new ${noun} this week`
  if (coverage.appeared > 0)
    return `${count(total)} ${noun} first looked at this week, none of them new`
  if (placed.appeared > 0) return `${count(total)} ${noun} came from elsewhere, none of them new`
  return `${count(total)} ${noun}, none of them new this week`
}
