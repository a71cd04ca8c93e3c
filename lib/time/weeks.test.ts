import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { weekDays, weekLabel } from './labels'
import { isoWeek, nextWeek, previousWeek, weekOf, weeksBetween, weeksInYear } from './weeks'
import { instants, zones } from './zones.fixture'

const HOUR = 3_600_000
const utc = (text: string) => new Date(text)
const hours = (id: string, zone: string) => {
  const week = isoWeek(id, zone)
  return (week.to.getTime() + 1 - week.from.getTime()) / HOUR
}

describe('weeks', () => {
  test('hold the instant asked for, tile the axis and come back from their id', () => {
    fc.assert(
      fc.property(instants, zones, (instant, zone) => {
        const week = weekOf(instant, zone)
        expect(week.from.getTime()).toBeLessThanOrEqual(instant.getTime())
        expect(week.to.getTime()).toBeGreaterThanOrEqual(instant.getTime())
        expect(isoWeek(week.id, zone)).toEqual(week)
        expect(nextWeek(week).from.getTime()).toBe(week.to.getTime() + 1)
        expect(previousWeek(nextWeek(week))).toEqual(week)
        expect(weekOf(week.from, zone)).toEqual(week)
        expect(weekOf(week.to, zone)).toEqual(week)
      }),
      { numRuns: 2000 },
    )
  })

  test('of a range touch it from first to last, each once', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 400 }), zones, (from, days, zone) => {
        const to = new Date(from.getTime() + days * 24 * HOUR)
        const weeks = weeksBetween(from, to, zone)
        expect(weeks[0]).toEqual(weekOf(from, zone))
        expect(weeks.at(-1)).toEqual(weekOf(to, zone))
        expect(new Set(weeks.map((week) => week.id)).size).toBe(weeks.length)
      }),
    )
    expect(weeksBetween(utc('2026-02-01'), utc('2026-01-01'), 'UTC')).toEqual([])
  })

  test('have 167 and 169 hours when the clocks change', () => {
    expect(hours('2026-W13', 'Europe/Berlin')).toBe(167)
    expect(hours('2026-W43', 'Europe/Berlin')).toBe(169)
    expect(hours('2026-W13', 'UTC')).toBe(168)
    expect(hours('2026-W10', 'America/New_York')).toBe(167)
    expect(hours('2026-W44', 'America/New_York')).toBe(169)
    expect(hours('2026-W14', 'Australia/Lord_Howe')).toBe(168.5)
  })

  test('belong to the year of their Thursday; some years have 53', () => {
    expect(weekOf(utc('2027-01-03T12:00:00Z'), 'UTC').id).toBe('2026-W53')
    expect(weekOf(utc('2024-12-30T12:00:00Z'), 'UTC').id).toBe('2025-W01')
    expect(weekOf(utc('2021-01-01T00:00:00Z'), 'UTC').id).toBe('2020-W53')
    expect([2015, 2020, 2026, 2032].map(weeksInYear)).toEqual([53, 53, 53, 53])
    expect([2024, 2025, 2027].map(weeksInYear)).toEqual([52, 52, 52])
    expect(nextWeek(isoWeek('2026-W53', 'UTC')).id).toBe('2027-W01')
    expect(previousWeek(isoWeek('2026-W01', 'UTC')).id).toBe('2025-W52')
  })

  test('depend on the zone', () => {
    const sundayEvening = utc('2026-11-22T20:00:00Z')
    expect(weekOf(sundayEvening, 'UTC').id).toBe('2026-W47')
    expect(weekOf(sundayEvening, 'Asia/Tokyo').id).toBe('2026-W48')
    expect(isoWeek('2026-W47', 'Asia/Tokyo').from).toEqual(utc('2026-11-15T15:00:00Z'))
  })

  test('that do not exist are refused', () => {
    for (const id of ['2025-W53', '2026-W00', '2026-W54', '2026-47', 'W47', '2026-w47', '']) {
      expect(() => isoWeek(id, 'UTC')).toThrow(RangeError)
    }
  })

  test('read well', () => {
    const label = (id: string) => weekLabel(isoWeek(id, 'Europe/Berlin'))
    expect(label('2026-W47')).toBe('Week 47 · 16–22 November 2026')
    expect(label('2026-W49')).toBe('Week 49 · 30 November–6 December 2026')
    expect(weekDays(isoWeek('2026-W53', 'Asia/Tokyo'))).toBe('28 December 2026–3 January 2027')
  })
})
