import { expect, test } from 'vitest'
import { receiptWords, resultsWords } from './scan'

const counts = { accepted: 155, new: 0, matched: 150, moved: 5, reopened: 0, gone: 1 }
const total = (n: number) => ({ rows: [], total: n })

test('results add up: findings, and the parts of flows that no receipt counts', () => {
  expect(resultsWords({ results: 255, counts })).toBe('255: 155 findings and 100 parts of flows')
  expect(resultsWords({ results: 155, counts })).toBe('155')
  expect(resultsWords({ results: 1255 })).toBe('1,255')
})

test('a scan whose neighbours came later changes another number now, and both are said', () => {
  const scan = { results: 255, counts, appeared: total(2), gone: total(1) }
  const then = '0 new, 150 matched, 5 moved, 0 back; 1 gone'
  expect(receiptWords(scan)).toBe(
    `${then}. Beside the scans of earlier and later commits that are here now, 2 appeared and 1 went`,
  )
  expect(receiptWords({ ...scan, appeared: total(0) })).toBe(then)
  expect(receiptWords({ ...scan, counts: undefined })).toBeUndefined()
})
