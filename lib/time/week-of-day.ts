import { isDay } from './introduced-span'
import { weekOf } from './weeks'

/** The ISO week (`2026-W11`) of a day of the calendar (`2026-03-15`); nothing where it is none or still to come. */
export function weekOfDay(day: string | undefined, now: Date): string | undefined {
  if (day === undefined || !isDay(day)) return undefined
  const begin = new Date(`${day}T00:00:00Z`)
  return begin > now ? undefined : weekOf(begin, 'UTC').id
}
