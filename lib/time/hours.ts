import { TZDate } from '@date-fns/tz'

const MINUTE = 60_000

/**
 * The instant of a full hour on a calendar day (its UTC midnight) in a zone. Where the clocks are
 * put forward over it, as much later as they jump; where they are put back over it, the first time.
 */
export function hourOn(calendarDay: number, hour: number, timeZone: string): Date {
  const wall = calendarDay + hour * 60 * MINUTE
  const [before, after] = [-1, 1].map((day) => offsetAt(wall + day * 86_400_000, timeZone))
  const guesses = [before, after].map((offset) => wall - (offset ?? 0))
  const real = guesses.filter((at) => at + offsetAt(at, timeZone) === wall)
  return new Date(real.length > 0 ? Math.min(...real) : (guesses[0] ?? wall))
}

/** How far the clocks of a zone are ahead of UTC at an instant, in milliseconds. */
function offsetAt(at: number, timeZone: string): number {
  return -new TZDate(at, timeZone).getTimezoneOffset() * MINUTE
}

/** The calendar day of an instant in a zone, as its UTC midnight. */
export function calendarDay(at: Date, timeZone: string): number {
  const local = new TZDate(at, timeZone)
  return Date.UTC(local.getFullYear(), local.getMonth(), local.getDate())
}
