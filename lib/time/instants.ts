import { startOfDay } from './weeks'

const DAY = 86_400_000
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/
const FIRST = Date.UTC(1970, 0, 1)

/**
 * A date (`2026-11-16`, its first or last millisecond in the zone) or an instant
 * (`2026-11-16T09:00:00Z`); undefined for anything else, and before 1970.
 */
export function parseInstant(
  text: string,
  edge: 'start' | 'end',
  timeZone: string,
): Date | undefined {
  const date = DATE.exec(text)
  if (!date) {
    // In a query string a plus that was not escaped arrives as a space.
    const plain = text.replace(' ', '+')
    const time = INSTANT.test(plain) && isDay(plain.slice(0, 10)) ? Date.parse(plain) : Number.NaN
    return time >= FIRST ? new Date(time) : undefined
  }
  const day = Date.parse(text)
  if (!isDay(text) || day < FIRST) return undefined
  return new Date(
    edge === 'start' ? startOfDay(day, timeZone) : startOfDay(day + DAY, timeZone) - 1,
  )
}

/** 30 February is none. */
function isDay(text: string): boolean {
  const time = Date.parse(text)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}
