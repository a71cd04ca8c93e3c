/** What a test run came to. */
export interface Counts {
  passed: number
  failed: number
  skipped: number
}

interface VitestReport {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

/** From vitest's JSON report. A file that could not even be loaded counts as one failure. */
export function vitestCounts(report: unknown, status: number): Counts {
  if (!report) return atLeastOne({ passed: 0, failed: 0, skipped: 0 }, status)
  const { testResults, ...n } = report as VitestReport
  const broken = testResults.filter((f) => f.status === 'failed' && f.assertionResults.length === 0)
  const failed = n.numFailedTests + broken.length
  const skipped = n.numPendingTests + n.numTodoTests
  return atLeastOne({ passed: n.numPassedTests, failed, skipped }, status)
}

/** From Playwright's JSON report. A test that passed only when repeated counts as failed. */
export function playwrightCounts(report: unknown, status: number): Counts {
  if (!report) return atLeastOne({ passed: 0, failed: 0, skipped: 0 }, status)
  const { stats, errors } = report as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number }
    errors: unknown[]
  }
  const failed = stats.unexpected + stats.flaky + errors.length
  return atLeastOne({ passed: stats.expected, failed, skipped: stats.skipped }, status)
}

export function sum(counts: readonly Counts[]): Counts {
  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const { passed, failed, skipped } of counts) {
    total.passed += passed
    total.failed += failed
    total.skipped += skipped
  }
  return total
}

function atLeastOne(counts: Counts, status: number): Counts {
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}
