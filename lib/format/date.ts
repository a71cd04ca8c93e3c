/** All dates are shown in UTC: two people who look at one page see one date. */
const options = (options: Intl.DateTimeFormatOptions) => {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options })
  // British English alone writes one month with four letters, and columns jump.
  return { format: (date: Date) => format.format(date).replace('Sept ', 'Sep ') }
}

const dayFormat = options({ day: 'numeric', month: 'short', year: 'numeric' })
const shortDayFormat = options({ day: 'numeric', month: 'short' })
const longDay = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})
const instantFormat = options({
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})

/** `16 Nov 2026`. */
export const day = (iso: string): string => dayFormat.format(new Date(iso))

/** `16 Nov`. */
export const shortDay = (iso: string): string => shortDayFormat.format(new Date(iso))

/** `Sun 22 Nov 2026, 09:00 UTC`: lists go back for years. */
export const instant = (iso: string): string =>
  `${instantFormat.format(new Date(iso)).replace(/^(\w+),/, '$1')} UTC`

/** `16–22 November 2026`, `28 December 2026 – 3 January 2027`. */
export function dayRange(from: string, to: string): string {
  const range = longDay.formatRange(new Date(from), new Date(to)).replace(/\s*–\s*/, ' – ')
  return range.replace(/^(\d+) – /, '$1–')
}

/** Whole days from one instant to another, never negative. */
function daysBetween(from: string, to: string): number {
  return Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 86_400_000))
}

/** How long something has been there: `today`, `6 days`, `5 weeks`, `14 months`. */
export function age(from: string, to: string): string {
  const days = daysBetween(from, to)
  if (days === 0) return 'today'
  if (days < 14) return days === 1 ? '1 day' : `${days} days`
  if (days < 92) return `${Math.floor(days / 7)} weeks`
  return `${Math.floor(days / 30.44)} months`
}
