import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '@/lib/db/root'
import type { Observation, RuleContent, ScanContent } from './content'
import { type Reading, readSarif, type ScanParams } from './read'

/** Test data written by others, beside the checkout; tests that need it skip where it is missing. */
export const sharedData = path.join(root, '../shared/data')
export const noSharedData = !existsSync(sharedData)

export const known: ScanParams = {
  repository: 'github.com/acme/shop',
  commit: 'c0ffee'.repeat(6),
  committedAt: '2026-08-22T08:21:47Z',
}

/** SARIF with one run, as bytes; `run` adds to or replaces its parts. */
export function sarif(results: unknown, run: Record<string, unknown> = {}): Uint8Array {
  return bytes({
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'Linter', rules: [] } }, results, ...run }],
  })
}

export function bytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
}

/** A result of rule `R` at `uri`, line 3. */
export function result(uri: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  const physicalLocation = { artifactLocation: { uri }, region: { startLine: 3 } }
  return { ruleId: 'R', message: { text: 'bad' }, locations: [{ physicalLocation }], ...more }
}

/**
 * A scan of all of acme/shop at an instant, by a scanner that knows these rules and sees these;
 * `more` adds to its parts or replaces them.
 */
export function scanContent(
  committedAt: number,
  rules: Pick<RuleContent, 'ruleKey' | 'kind'>[],
  observations: Observation[],
  more: Partial<ScanContent> = {},
): ScanContent {
  return {
    repository: { name: 'acme/shop' },
    commit: committedAt.toString(16).padStart(40, '0'),
    committedAt,
    branch: 'main',
    tool: 'plumbline',
    category: 'code',
    succeeded: true,
    coverage: { extent: 'full', rules: rules.map(({ ruleKey }) => ruleKey) },
    rules: rules.map((rule) => ({ level: 'warning', ...rule })),
    observations,
    commits: [],
    notifications: [],
    ...more,
  }
}

/** An observation at `a.ts`, of what `form` says stands there. */
export function observation(
  ruleKey: string,
  form: string,
  more: Partial<Observation> = {},
): Observation {
  return {
    ...{ ruleKey, path: 'a.ts', form, content: form },
    ...{ message: 'm', level: 'warning', suppressed: false },
    ...more,
  }
}

/** The only scan of what is read. */
export function readScan(body: Uint8Array, params: ScanParams = known): ScanContent {
  const reading = readSarif(body, params)
  const [scan, ...others] = reading.scans
  if (!scan || others.length > 0) throw new Error(`not one scan: ${summary(reading)}`)
  return scan
}

/** The only observation of what is read. */
export function readOne(body: Uint8Array, params: ScanParams = known): Observation {
  const [observation, ...others] = readScan(body, params).observations
  if (!observation || others.length > 0) throw new Error('not one observation')
  return observation
}

/** A reading in one line: what a person would want to know first. */
export function summary(reading: Reading): string {
  if (reading.scans.length === 0) return `refused: ${reading.refusals[0]?.reason}`
  const accepted = reading.scans.reduce((n, scan) => n + scan.observations.length, 0)
  const ignored = reading.ignored.reduce((n, { count }) => n + count, 0)
  const extents = reading.scans.map(({ coverage }) =>
    coverage.extent === 'seen' ? 'seen' : coverage.rules ? 'full, rules known' : 'full',
  )
  return `accepted ${accepted}, ignored ${ignored}, refused ${reading.refused}: ${extents.join('; ')}`
}

/** Rows of a tab-separated table with a header. */
export function readTable(file: string): Record<string, string>[] {
  const [header = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n')
  const names = header.split('\t')
  return lines.map((line) => {
    const cells = line.split('\t')
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']))
  })
}
