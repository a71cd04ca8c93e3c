/** `2026-W47` → `47`. */
export const weekNumber = (id: string): string => id.slice(6).replace(/^0/, '')

/** `2026-W47` → `W47`. */
export const weekShort = (id: string): string => `W${weekNumber(id)}`

const HALF_DAY = 43_200_000

/** A moment well inside the last day of a week that ends then, so that its UTC date is the local one. */
export const insideEnd = (iso: string): string => new Date(Date.parse(iso) - HALF_DAY).toISOString()

const DAY = 86_400_000

/** The ISO week that ends at an instant, or in which it is: `2026-W34`. */
export function weekEnding(iso: string): string {
  const day = new Date(Date.parse(insideEnd(iso)))
  const thursday = new Date(day.getTime() + (3 - ((day.getUTCDay() + 6) % 7)) * DAY)
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1)
  const number = Math.floor((thursday.getTime() - first) / (7 * DAY)) + 1
  return `${thursday.getUTCFullYear()}-W${String(number).padStart(2, '0')}`
}

/** So many weeks in a row, oldest first, the last being this one. */
export function weeksUpTo(id: string, count: number): string[] {
  const fourth = new Date(Date.UTC(Number(id.slice(0, 4)), 0, 4))
  const first = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * DAY
  const end = first + Number(id.slice(6)) * 7 * DAY
  return Array.from({ length: count }, (_, i) =>
    weekEnding(new Date(end - (count - 1 - i) * 7 * DAY).toISOString()),
  )
}

/** The same for the first day of a week that begins then. */
export const insideStart = (iso: string): string =>
  new Date(Date.parse(iso) + HALF_DAY).toISOString()

/** The instant some weeks earlier; weeks are 7 days here, a change of clocks moves it by an hour. */
export function weeksBefore(iso: string, weeks: number): string {
  return new Date(Date.parse(iso) - weeks * 7 * 86_400_000).toISOString()
}
