import { readFileSync } from 'node:fs'
import { writeWhole } from '../cli/output'
import { errorCode, errorMessage, ScanError } from '../errors'
import type { Scan } from '../history/types'
import { isRecord } from '../is-record'
import { type Entry, foundIn, rulesIn } from './entry'

const FORMAT = 1

/** A baseline file: what stood at a commit (docs/formats/check.md). */
export interface Baseline {
  format: typeof FORMAT
  repository: string
  rootCommit?: string
  commit: string
  committedAt: string
  toolVersion: string
  rules: string[]
  findings: Entry[]
}

/** Writes what stands in a scan; one finding a line, in a stable order, so that merges stay small. */
export function writeBaseline(path: string, scan: Scan): number {
  const bag = (
    JSON.parse(scan.sarif) as { runs: { properties: { plumbline: { rootCommit?: string } } }[] }
  ).runs[0]?.properties.plumbline
  const findings = foundIn(scan.sarif).map(
    ({ line: _, message: __, kind: ___, owned: ____, ...entry }): Entry => entry,
  )
  const head = {
    format: FORMAT,
    repository: scan.repository,
    ...(bag?.rootCommit === undefined ? {} : { rootCommit: bag.rootCommit }),
    commit: scan.commit,
    committedAt: scan.committedAt,
    toolVersion: scan.toolVersion,
    rules: rulesIn(scan.sarif),
  }
  const lines = findings.map((entry) => `    ${JSON.stringify(entry)}`).sort()
  const text = JSON.stringify(head, null, 2).slice(0, -2)
  writeWhole(path, `${text},\n  "findings": [\n${lines.join(',\n')}\n  ]\n}\n`)
  return findings.length
}

/** Reads a baseline. Throws `ScanError` that says what is wrong with the file and what to do. */
export function readBaseline(path: string): Baseline {
  const again = `Write it again with: plumbline check --write-baseline ${path}`
  let value: unknown
  try {
    value = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      throw new ScanError(`There is no baseline ${path}. ${again.replace(' again', '')}`)
    }
    throw new ScanError(`The baseline ${path} cannot be read: ${errorMessage(error)}. ${again}`)
  }
  if (!isRecord(value)) throw new ScanError(`The baseline ${path} is no JSON object. ${again}`)
  if (value.format !== FORMAT) {
    throw new ScanError(
      `The baseline ${path} has format ${JSON.stringify(value.format)}, this scanner reads ${FORMAT}. ${again}`,
    )
  }
  if (!isBaseline(value)) {
    throw new ScanError(`The baseline ${path} is damaged: parts of it are missing. ${again}`)
  }
  return value
}

function isBaseline(value: Record<string, unknown>): value is Baseline & Record<string, unknown> {
  const texts = ['repository', 'commit', 'committedAt', 'toolVersion']
  return (
    texts.every((name) => typeof value[name] === 'string') &&
    Array.isArray(value.rules) &&
    Array.isArray(value.findings) &&
    value.findings.every(
      (entry) =>
        isRecord(entry) &&
        ['rule', 'path', 'symbol', 'site', 'content'].every((n) => typeof entry[n] === 'string'),
    )
  )
}

/** Throws `ScanError` where a baseline is of another repository than the scan. */
export function assertSameRepository(path: string, baseline: Baseline, scan: Scan): void {
  const bag = (
    JSON.parse(scan.sarif) as { runs: { properties: { plumbline: { rootCommit?: string } } }[] }
  ).runs[0]?.properties.plumbline
  const roots = baseline.rootCommit !== undefined && bag?.rootCommit !== undefined
  const same = roots
    ? baseline.rootCommit === bag?.rootCommit
    : baseline.repository === scan.repository
  if (same) return
  throw new ScanError(
    `The baseline ${path} is of ${baseline.repository}, this is ${scan.repository}. Give the baseline of this repository, or write one with: plumbline check --write-baseline ${path}`,
  )
}
