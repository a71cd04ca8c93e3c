import { quarterOf } from '@/lib/standing/quarters'
import { LASTS, NOTHING } from '@/lib/standing/sums'
import type { Week } from '@/lib/time/weeks'
import type { KeyColumn } from './sums'

export type Keys = (string | null)[]

/** Changes of counts by period. */
export interface Raw {
  keys: Keys
  /**
   * Of each quarter its weeks, or what they come to where it is after the weeks asked for:
   * `2026-Q04 {0,3,…};2027-Q01 -2;lasts 12`. Of a service with its other keys before:
   * `pattern <team> 2026-Q04 {0,3,…}`.
   */
  periods: string
}

/** Adds sums by period to the changes of weeks in a row, the first of which begins with them all. */
export function addSums(
  rows: readonly Raw[],
  names: readonly KeyColumn[],
  weeks: readonly Week[],
  changesOf: (keys: Keys) => number[],
): void {
  const first = weeks[0] && quarterOf(weeks[0].id)
  if (!first) return
  const indexes = indexesOf(weeks)
  for (const { keys, periods } of rows) {
    const known = new Map<string, number[]>()
    const changesWith = (others: string) => {
      const changes = changesOf(others === '' ? keys : keysWith(keys, names, others))
      known.set(others, changes)
      return changes
    }
    // Ten thousand of them may come: read in place, but for what stands before the period.
    for (let start = 0; start < periods.length; ) {
      const semicolon = periods.indexOf(';', start)
      const end = semicolon === -1 ? periods.length : semicolon
      const gap = periods.lastIndexOf(' ', end)
      const from = gap - (periods.charCodeAt(gap - 1) === LAST_LETTER ? LASTS.length : QUARTER)
      const others = from > start ? periods.slice(start, from - 1) : ''
      const changes = known.get(others) ?? changesWith(others)
      const period = periods.slice(from, gap)
      if (periods.charCodeAt(gap + 1) === BRACE) {
        const after = period === first.quarter ? first.place : 0
        addWeeks(changes, periods, gap + 2, after, indexes.get(period) ?? [])
      } else {
        const count = Number(periods.slice(gap + 1, end))
        changes[0] = (changes[0] ?? 0) + (period === LASTS ? count : -count)
      }
      start = end + 1
    }
  }
}

/**
 * Adds the list of a quarter, `0,3,…}` from a place of a text on: each of its weeks after place
 * `after` was not yet there at the end of the first week, and is a change of its own where
 * `indexes` has it.
 */
function addWeeks(
  changes: number[],
  text: string,
  from: number,
  after: number,
  indexes: readonly (number | undefined)[],
): void {
  let number = 0
  let sign = 1
  let place = 1
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === MINUS) sign = -1
    else if (code === COMMA || code === CLOSED) {
      if (number !== 0 && place > after) {
        const change = sign * number
        changes[0] = (changes[0] ?? 0) - change
        const at = indexes[place]
        if (at !== undefined) changes[at] = (changes[at] ?? 0) + change
      }
      if (code === CLOSED) return
      number = 0
      sign = 1
      place++
    } else number = number * 10 + code - ZERO
  }
}

/** Where the weeks of each quarter are among these, by their place in it. */
function indexesOf(weeks: readonly Week[]): Map<string, (number | undefined)[]> {
  const indexes = new Map<string, (number | undefined)[]>()
  for (const [i, { id }] of weeks.entries()) {
    const { quarter, place } = quarterOf(id)
    const own = indexes.get(quarter) ?? []
    own[place] = i
    indexes.set(quarter, own)
  }
  return indexes
}

const code = (text: string) => text.charCodeAt(0)
const [ZERO, MINUS, COMMA, BRACE, CLOSED] = [code('0'), code('-'), code(','), code('{'), code('}')]
const QUARTER = '2026-Q04'.length
const LAST_LETTER = LASTS.charCodeAt(LASTS.length - 1)

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
