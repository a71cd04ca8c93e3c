import { stripVTControlCharacters } from 'node:util'

/** What a test run came to. */
export interface Counts {
  passed: number
  failed: number
  skipped: number
  /** Each that failed, by its name and how it did: what is read where only the end of a run is. */
  failures: string[]
}

interface VitestReport {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: VitestFile[]
}

interface VitestFile {
  name: string
  status: string
  message?: string
  assertionResults: { status: string; fullName: string; failureMessages?: string[] }[]
}

/** From vitest's JSON report. A file that could not even be loaded counts as one failure. */
export function vitestCounts(report: unknown, status: number): Counts {
  if (!report) return brokenOff(status)
  const { testResults, ...n } = report as VitestReport
  const failures = testResults.flatMap((file) => vitestFailures(file))
  const skipped = n.numPendingTests + n.numTodoTests
  return atLeastOne(
    { passed: n.numPassedTests, failed: failures.length, skipped, failures },
    status,
  )
}

function vitestFailures({ name, status, message, assertionResults }: VitestFile): string[] {
  const failed = assertionResults.filter((test) => test.status === 'failed')
  // Nothing was run where the file does not load or what prepares its tests fails.
  if (status === 'failed' && failed.length === 0) return [failure(name, message)]
  return failed.map((test) =>
    failure(`${name} › ${test.fullName}`, test.failureMessages?.join('\n')),
  )
}

interface PlaywrightSuite {
  suites?: PlaywrightSuite[]
  specs: {
    file: string
    title: string
    tests: { status: string; results: { errors?: { message?: string }[] }[] }[]
  }[]
}

/** From Playwright's JSON report. A test that passed only when repeated counts as failed. */
export function playwrightCounts(report: unknown, status: number): Counts {
  if (!report) return brokenOff(status)
  const { stats, errors, suites } = report as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number }
    errors: { message?: string }[]
    suites: PlaywrightSuite[]
  }
  const failed = stats.unexpected + stats.flaky + errors.length
  const failures = [
    ...suites.flatMap(playwrightFailures),
    ...errors.map(({ message }) => failure('outside of a test', message)),
  ]
  return atLeastOne({ passed: stats.expected, failed, skipped: stats.skipped, failures }, status)
}

function playwrightFailures({ suites = [], specs }: PlaywrightSuite): string[] {
  const own = specs.flatMap(({ file, title, tests }) =>
    tests
      .filter((test) => test.status === 'unexpected' || test.status === 'flaky')
      .map(({ status, results }) => {
        const errors = results.flatMap((result) => result.errors ?? [])
        return failure(`${file} › ${title} (${status})`, errors.map((e) => e.message).join('\n'))
      }),
  )
  return [...own, ...suites.flatMap(playwrightFailures)]
}

export function sum(counts: readonly Counts[]): Counts {
  const total: Counts = { passed: 0, failed: 0, skipped: 0, failures: [] }
  for (const { passed, failed, skipped, failures } of counts) {
    total.passed += passed
    total.failed += failed
    total.skipped += skipped
    total.failures.push(...failures)
  }
  return total
}

/** Lines of a message that are shown again at the end; the whole stands where it happened. */
const LINES = 15

function failure(name: string, message = ''): string {
  const lines = stripVTControlCharacters(message).trimEnd().split('\n').slice(0, LINES)
  return [name, ...lines.map((line) => `    ${line}`)].join('\n')
}

function brokenOff(status: number): Counts {
  return atLeastOne({ passed: 0, failed: 0, skipped: 0, failures: [] }, status)
}

function atLeastOne(counts: Counts, status: number): Counts {
  if (status === 0 || counts.failed > 0) return counts
  return { ...counts, failed: 1, failures: [`ended with exit status ${status}`] }
}
