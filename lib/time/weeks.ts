import { TZDate } from '@date-fns/tz'

/** One ISO week in one time zone. */
export interface Week {
  /** `2026-W47` */
  id: string
  year: number
  week: number
  /** First and last millisecond. */
  from: Date
  to: Date
  timeZone: string
}

/** A week that is none, or that cannot be asked for. */
export class WeekError extends RangeError {
  constructor(
    readonly value: string,
    readonly allowed: string,
  ) {
    super(`week “${value}” ${allowed}`)
    this.name = 'WeekError'
  }
}

const DAY = 86_400_000
const ID = /^(\d{4})-W(\d{2})$/

/** The ISO week that holds an instant. */
export function weekOf(instant: Date, timeZone: string): Week {
  const local = new TZDate(instant, timeZone)
  return weekFrom(Date.UTC(local.getFullYear(), local.getMonth(), local.getDate()), timeZone)
}

/** The week of an id such as `2026-W53`. Throws WeekError where the year has no such week. */
export function isoWeek(id: string, timeZone: string): Week {
  const [, year, week] = (ID.exec(id) ?? []).map(Number)
  if (year === undefined || week === undefined || week < 1 || week > weeksInYear(year)) {
    throw new WeekError(id, 'is not an ISO week; write one like 2026-W47')
  }
  return weekFrom(mondayOfFirst(year) + (week - 1) * 7 * DAY, timeZone)
}

export function previousWeek(week: Week): Week {
  return weekFrom(mondayOf(week) - 7 * DAY, week.timeZone)
}

export function nextWeek(week: Week): Week {
  return weekFrom(mondayOf(week) + 7 * DAY, week.timeZone)
}

/** Every week that touches [from, to], oldest first. */
export function weeksBetween(from: Date, to: Date, timeZone: string): Week[] {
  const weeks: Week[] = []
  if (from > to) return weeks
  for (let week = weekOf(from, timeZone); week.from <= to; week = nextWeek(week)) weeks.push(week)
  return weeks
}

/** 52, or 53 where the year begins (or a leap year ends) on a Thursday. */
export function weeksInYear(year: number): number {
  return Math.round((mondayOfFirst(year + 1) - mondayOfFirst(year)) / (7 * DAY))
}

/** Days are counted on the calendar (UTC midnights); only the two ends are put into the zone. */
function weekFrom(calendarDay: number, timeZone: string): Week {
  const weekday = (new Date(calendarDay).getUTCDay() + 6) % 7
  const monday = calendarDay - weekday * DAY
  const year = new Date(monday + 3 * DAY).getUTCFullYear()
  const week = Math.round((monday - mondayOfFirst(year)) / (7 * DAY)) + 1
  return {
    id: `${String(year).padStart(4, '0')}-W${String(week).padStart(2, '0')}`,
    year,
    week,
    from: new Date(startOfDay(monday, timeZone)),
    to: new Date(startOfDay(monday + 7 * DAY, timeZone) - 1),
    timeZone,
  }
}

function mondayOf(week: Week): number {
  return mondayOfFirst(week.year) + (week.week - 1) * 7 * DAY
}

/** Week 1 is the one that holds 4 January. */
function mondayOfFirst(year: number): number {
  const fourth = new Date(0).setUTCFullYear(year, 0, 4)
  return fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * DAY
}

/** First instant of a calendar day; where the clocks jump over midnight, the first that exists. */
export function startOfDay(calendarDay: number, timeZone: string): number {
  const day = new Date(calendarDay)
  const at = new TZDate(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), timeZone)
  return at.getTime()
}
