import { LASTS, NOTHING } from '@/lib/standing/sums'
import type { Week } from '@/lib/time/weeks'
import type { KeyColumn } from './sums'

export type Keys = (string | null)[]

/** Changes of counts by period. */
export interface Raw {
  keys: Keys
  /** `2026-W47 3,2027-Q01 -2,lasts 12`; of a service with its other keys before: `pattern <team> 2026-W47 3`. */
  periods: string
}

/** Adds sums by period to the changes of weeks in a row, the first of which begins with them all. */
export function addSums(
  rows: readonly Raw[],
  names: readonly KeyColumn[],
  weeks: readonly Week[],
  changesOf: (keys: Keys) => number[],
): void {
  const index = new Map(weeks.map(({ id }, i) => [weekNumber(id, 0), i]))
  for (const { keys, periods } of rows) {
    const known = new Map<string, number[]>()
    const changesWith = (others: string) => {
      const changes = changesOf(others === '' ? keys : keysWith(keys, names, others))
      known.set(others, changes)
      return changes
    }
    // A hundred thousand of them may come: read in place, but for what stands before the period.
    for (let start = 0; start < periods.length; ) {
      const comma = periods.indexOf(',', start)
      const end = comma === -1 ? periods.length : comma
      let gap = end - 2
      while (periods.charCodeAt(gap) !== SPACE) gap--
      const lasts = periods.charCodeAt(gap - 1) === LAST_LETTER
      const from = gap - (lasts ? LASTS.length : WEEK_LENGTH)
      const others = from > start ? periods.slice(start, from - 1) : ''
      const count = Number(periods.slice(gap + 1, end))
      const changes = known.get(others) ?? changesWith(others)
      changes[0] = (changes[0] ?? 0) + (lasts ? count : -count)
      // What is after all weeks may come by quarter.
      const week = periods.charCodeAt(from + WEEK_SIGN) === W
      const at = week ? index.get(weekNumber(periods, from)) : undefined
      if (at !== undefined) changes[at] = (changes[at] ?? 0) + count
      start = end + 1
    }
  }
}

const SPACE = ' '.charCodeAt(0)
const ZERO = '0'.charCodeAt(0)
const WEEK_LENGTH = '2026-W47'.length
const WEEK_SIGN = '2026-'.length
const W = 'W'.charCodeAt(0)
const LAST_LETTER = LASTS.charCodeAt(LASTS.length - 1)

/** `2026-W47` at a place of a text as 202647. */
function weekNumber(text: string, at: number): number {
  let number = 0
  for (let i = 0; i < WEEK_LENGTH; i++) {
    const digit = text.charCodeAt(at + i) - ZERO
    if (digit >= 0 && digit <= 9) number = number * 10 + digit
  }
  return number
}

/** The keys of a service with the others that stand before its period. */
function keysWith([service = null]: Keys, names: readonly KeyColumn[], others: string): Keys {
  const rest = rawOf(others.split(' ')).keys
  return names.map((name) => (name === 'service_id' ? service : (rest.shift() ?? null)))
}

/** Keys as `standing` has them: sums say nothing with a value of their own. */
export function rawOf(keys: (string | number | null)[]): { keys: Keys } {
  return {
    keys: keys.map((key) => (key === null || key === '' || key === NOTHING ? null : String(key))),
  }
}
