import { expect, test } from 'vitest'
import { eventCount } from './event'

test('as many events as are told at most are the newest of them', () => {
  expect(eventCount('release', 1)).toBe('1 release')
  expect(eventCount('map', 199)).toBe('199 changes of services')
  expect(eventCount('release', 200)).toBe('the newest 200 releases')
})
