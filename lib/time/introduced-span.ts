/**
 * Days of a span, both included, or instants: after the one, up to and with the other. Either may be
 * missing.
 */
export interface Span {
  from?: string
  to?: string
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{3})?Z$/
const DAY = /^\d{4}-\d{2}-\d{2}$/
/** No commit is older: times count from here. */
const FIRST = '1970'
const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/

/** What `introduced` may be; for messages. */
export const introducedAllowed =
  'must be a month (2026-03), days or instants of UTC (2026-03-01..2026-03-15, either may be missing) or unknown'

/** What `introduced` of a query names; null where it names no time. */
export function introducedSpan(text: string): Span | null {
  const month = MONTH.exec(text)
  if (month && text >= FIRST) {
    const [year, number] = [Number(month[1]), Number(month[2])]
    const last = new Date(Date.UTC(year, number, 0)).getUTCDate()
    return { from: `${text}-01`, to: `${text}-${last}` }
  }
  const [from = '', to = '', more] = text.split('..')
  if (more !== undefined || (from === '' && to === '')) return null
  if (!text.includes('..')) return isDay(from) ? { from, to: from } : null
  if ([from, to].some((end) => end !== '' && !isDay(end) && !isInstant(end))) return null
  return { ...(from === '' ? {} : { from }), ...(to === '' ? {} : { to }) }
}

/** An instant rather than a day: of a release, not of a calendar. */
export const isInstant = (text: string): boolean => isDay(INSTANT.exec(text)?.[1] ?? '')

/** `unknown`, or days that exist. */
export const isIntroduced = (text: string): boolean =>
  text === 'unknown' || introducedSpan(text) !== null

/** Whether a text is a day that exists, `2026-03-15`. */
export function isDay(text: string): boolean {
  if (!DAY.test(text)) return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) && text >= FIRST
}
