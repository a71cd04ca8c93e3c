import { TZDate } from '@date-fns/tz'
import { format } from 'date-fns'
import type { Week } from './weeks'

/** `Week 47 · 16–22 November 2026`, in English and as short as it stays clear. */
export function weekLabel(week: Week): string {
  return `Week ${week.week} · ${weekDays(week)}`
}

/** `16–22 November 2026`, `30 November–6 December 2026`, `28 December 2026–3 January 2027`. */
export function weekDays(week: Week): string {
  const from = new TZDate(week.from, week.timeZone)
  const to = new TZDate(week.to, week.timeZone)
  const end = format(to, 'd MMMM yyyy')
  if (from.getFullYear() !== to.getFullYear()) return `${format(from, 'd MMMM yyyy')}–${end}`
  if (from.getMonth() !== to.getMonth()) return `${format(from, 'd MMMM')}–${end}`
  return `${format(from, 'd')}–${end}`
}
