import { expect, test } from 'vitest'
import { parseInstant } from './instants'

const parse = (text: string, edge: 'start' | 'end' = 'start', zone = 'Europe/Berlin') =>
  parseInstant(text, edge, zone)?.toISOString()

test('dates are days of the zone', () => {
  expect(parse('2026-11-16')).toBe('2026-11-15T23:00:00.000Z')
  expect(parse('2026-11-16', 'end')).toBe('2026-11-16T22:59:59.999Z')
  expect(parse('2026-03-29', 'end')).toBe('2026-03-29T21:59:59.999Z')
})

test('instants are what they say', () => {
  expect(parse('2026-11-16T09:00:00Z')).toBe('2026-11-16T09:00:00.000Z')
  expect(parse('2026-11-16T09:00+01:00')).toBe('2026-11-16T08:00:00.000Z')
  expect(parse('2026-11-16T09:00 01:00')).toBe('2026-11-16T08:00:00.000Z')
  expect(parse('2026-11-15T23:59:59.999Z', 'end')).toBe('2026-11-15T23:59:59.999Z')
})

test('anything else is nothing', () => {
  const texts = [
    '',
    'now',
    '2026',
    '2026-02-30',
    '2026-13-01',
    '1969-12-31',
    '2026-11-16T09:00:00',
    '2026-02-30T00:00:00Z',
    '2026-11-16T25:00:00Z',
    '2026-11-16Z',
    '99999-01-01',
    '16.11.2026',
  ]
  for (const text of texts) expect([text, parse(text)]).toEqual([text, undefined])
})
