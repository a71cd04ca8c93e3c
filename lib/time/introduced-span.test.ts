import { expect, test } from 'vitest'
import { introducedSpan, isIntroduced } from './introduced-span'

test('a month has all its days, also in a leap year', () => {
  expect(introducedSpan('2026-03')).toEqual({ from: '2026-03-01', to: '2026-03-31' })
  expect(introducedSpan('2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' })
})

test('days from and to, of which one may be missing', () => {
  expect(introducedSpan('2026-03-01..2026-03-15')).toEqual({ from: '2026-03-01', to: '2026-03-15' })
  expect(introducedSpan('2026-03-01..')).toEqual({ from: '2026-03-01' })
  expect(introducedSpan('..2026-03-15')).toEqual({ to: '2026-03-15' })
})

test('instants, as of releases', () => {
  const [from, to] = ['2026-08-13T14:48:29.000Z', '2026-08-20T11:47:22Z']
  expect(introducedSpan(`${from}..${to}`)).toEqual({ from, to })
  expect(introducedSpan(`..${to}`)).toEqual({ to })
})

test.each([
  '2026-08-13T14:48:29Z',
  '2026-02-30T14:48:29Z..',
  '..2026-08-13T24:00:00Z',
  '',
  '..',
  'March',
  '2026',
  '2026-13',
  '2026-02-30',
  '0001-01',
  '2026-03-01..soon',
  '2026-03-01..2026-03-02..2026-03-03',
])('%j names no days', (text) => {
  expect(introducedSpan(text)).toBeNull()
  expect(isIntroduced(text)).toBe(false)
})
