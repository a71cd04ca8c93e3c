import { expect, test } from 'vitest'
import { playwrightCounts, sum, vitestCounts } from './test-counts'

const vitest = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1 }

test('all kinds of tests add up', () => {
  const unit = vitestCounts({ ...vitest, testResults: [] }, 0)
  const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 2 }
  const e2e = playwrightCounts({ stats, errors: [] }, 1)
  expect(sum([unit, e2e])).toEqual({ passed: 8, failed: 2, skipped: 4 })
})

test('a file that does not load is a failure', () => {
  const testResults = [{ status: 'failed', assertionResults: [] }]
  expect(vitestCounts({ ...vitest, testResults }, 1).failed).toBe(1)
})

test('a run that breaks off is a failure, whatever it reported', () => {
  expect(vitestCounts(undefined, 1).failed).toBe(1)
  expect(vitestCounts({ ...vitest, testResults: [] }, 1).failed).toBe(1)
  expect(playwrightCounts(undefined, 1).failed).toBe(1)
})
