import { describe, expect, test } from 'vitest'
import { readSarif } from './read'
import { known, readScan, result, sarif } from './testing'

const driver = (...rules: unknown[]) => ({ tool: { driver: { name: 'T', rules } } })
const invoked = (invocation: unknown) => ({ invocations: [invocation] })
const error = { level: 'error', message: { text: 'no licence' } }
const errorInFile = {
  ...error,
  locations: [{ physicalLocation: { artifactLocation: { uri: 'a' } } }],
}

describe('what a scan can speak for', () => {
  test.each([
    ['executionSuccessful false', { executionSuccessful: false }, false],
    ['no start', { processStartFailureMessage: 'x' }, false],
    ['a signal', { exitSignalName: 'SIGKILL' }, false],
    ['an exit code and nothing else', { exitCode: 3 }, false],
    ['an exit code of a run that succeeded', { executionSuccessful: true, exitCode: 1 }, true],
    [
      'an error of configuration, nothing found',
      { toolConfigurationNotifications: [error] },
      false,
    ],
    ['an error of execution, nothing found', { toolExecutionNotifications: [error] }, false],
    ['an error in one file', { toolExecutionNotifications: [errorInFile] }, true],
  ])('%s', (_, invocation, succeeded) => {
    const scan = readScan(sarif([], invoked(invocation)))
    expect(scan.succeeded).toBe(succeeded)
    expect(scan.coverage.extent).toBe(succeeded ? 'full' : 'seen')
  })

  test('a failed run keeps what it saw', () => {
    const scan = readScan(sarif([result('a')], invoked({ executionSuccessful: false })))
    expect(scan.observations).toHaveLength(1)
  })

  test.each([[undefined], [null]])('results %s: the tool did not look', (results) => {
    const reading = readSarif(sarif(results), known)
    expect(reading.scans[0]?.coverage).toEqual({ extent: 'seen' })
    expect(reading.warnings[0]?.reason).toMatch(/closes no findings/)
  })

  test('results in other files are not fetched', () => {
    const externalPropertyFileReferences = {
      results: [{ location: { uri: 'http://169.254.169.254/' } }],
    }
    expect(readScan(sarif([], { externalPropertyFileReferences })).coverage.extent).toBe('seen')
  })

  test('a rule without a result makes the list complete', () => {
    const run = driver({ id: 'R' }, { id: 'S' })
    expect(readScan(sarif([result('a')], run)).coverage).toEqual({
      extent: 'full',
      rules: ['R', 'S'],
    })
    expect(readScan(sarif([], run)).coverage).toEqual({ extent: 'full', rules: ['R', 'S'] })
  })

  test('a tool that lists what fired speaks for every rule', () => {
    const coverage = { extent: 'full', rules: null }
    expect(readScan(sarif([result('a')], driver({ id: 'R' }))).coverage).toEqual(coverage)
    expect(readScan(sarif([result('a', { kind: 'pass' })], driver({ id: 'R' }))).coverage).toEqual(
      coverage,
    )
    expect(readScan(sarif([])).coverage).toEqual(coverage)
  })

  test('disabled rules stay out, also when the invocation disables them', () => {
    const off = { defaultConfiguration: { enabled: false } }
    const overrides = {
      invocations: [
        {
          executionSuccessful: true,
          ruleConfigurationOverrides: [
            { descriptor: { id: 'U' }, configuration: { enabled: false } },
          ],
        },
      ],
    }
    const run = {
      ...driver({ id: 'R' }, { id: 'S', ...off }, { id: 'T' }, { id: 'U' }),
      ...overrides,
    }
    const scan = readScan(sarif([result('a')], run))
    expect(scan.coverage).toEqual({ extent: 'full', rules: ['R', 'T'] })
    expect(scan.rules.map(({ ruleKey }) => ruleKey)).toEqual(['R', 'T'])
  })
})
