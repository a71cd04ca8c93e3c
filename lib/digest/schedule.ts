import { calendarDay, hourOn } from '@/lib/time/hours'

const DAY = 86_400_000

/** When a digest is sent each week. */
export interface Schedule {
  /** ISO: 1 is Monday. */
  weekday: number
  hour: number
  timeZone: string
}

/** One time that it is due. */
export interface Due {
  at: Date
  /** The local day, `2026-11-23`: the same for every replica, and for one week only. */
  slot: string
}

/** The newest time at or before `now` that a digest was due. */
export function lastDue({ weekday, hour, timeZone }: Schedule, now: Date): Due {
  const today = calendarDay(now, timeZone)
  const isoDay = new Date(today).getUTCDay() || 7
  // Where clocks or the date line push the hour past the end of its day, today may be too late.
  for (let day = today - ((isoDay - weekday + 7) % 7) * DAY; ; day -= 7 * DAY) {
    const at = hourOn(day, hour, timeZone)
    if (at <= now) return { at, slot: new Date(day).toISOString().slice(0, 10) }
  }
}

/** The first time after `now` that it will be due. */
export function nextDue(schedule: Schedule, now: Date): Date {
  const { at, slot } = lastDue(schedule, now)
  const next = hourOn(Date.parse(slot) + 7 * DAY, schedule.hour, schedule.timeZone)
  return next > now ? next : at
}
