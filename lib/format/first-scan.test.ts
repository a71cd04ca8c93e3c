import { expect, test } from 'vitest'
import { firstScanTitle } from './first-scan'

test('while a first scan runs its repositories are named, and nobody is told to begin one', () => {
  expect(firstScanTitle([])).toBe('No repository has been scanned yet')
  expect(firstScanTitle(['shop'])).toBe('Nothing has arrived yet of shop')
  expect(firstScanTitle(['a', 'b', 'c', 'd'])).toBe('Nothing has arrived yet of a, b, c, and d')
  expect(firstScanTitle(['a', 'b', 'c', 'd', 'e'])).toBe(
    'Nothing has arrived yet of a, b, c, and 2 more',
  )
})
