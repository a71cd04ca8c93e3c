import { expect, test } from 'vitest'
import { playwrightCounts, sum, vitestCounts } from './test-counts'

const vitest = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1 }

test('all kinds of tests add up', () => {
  const unit = vitestCounts({ ...vitest, testResults: [] }, 0)
  const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 2 }
  const e2e = playwrightCounts({ stats, errors: [], suites: [] }, 1)
  expect(sum([unit, e2e])).toMatchObject({ passed: 8, failed: 2, skipped: 4 })
})

test('what failed is told by name and message, whichever runner ran it', () => {
  const testResults = [
    {
      name: 'a.test.ts',
      status: 'failed',
      assertionResults: [
        { status: 'passed', fullName: 'fine' },
        {
          status: 'failed',
          fullName: 'broken',
          failureMessages: ['\u001b[31mexpected 1\u001b[39m'],
        },
      ],
    },
    { name: 'b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
  ]
  expect(vitestCounts({ ...vitest, testResults }, 1)).toMatchObject({
    failed: 2,
    failures: ['a.test.ts › broken\n    expected 1', 'b.test.ts\n    no such module'],
  })

  const spec = (title: string, status: string, message: string) => ({
    file: 'c.spec.ts',
    title,
    tests: [{ status, results: [{ errors: [{ message }] }] }],
  })
  const inner = { specs: [spec('repeated', 'flaky', 'too late')] }
  const suites = [{ specs: [spec('fine', 'expected', '')], suites: [inner] }]
  const stats = { expected: 1, unexpected: 0, flaky: 1, skipped: 0 }
  const errors = [{ message: 'no browser' }]
  expect(playwrightCounts({ stats, errors, suites }, 1)).toMatchObject({
    failed: 2,
    failures: ['c.spec.ts › repeated (flaky)\n    too late', 'outside of a test\n    no browser'],
  })
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
