import { asArray, asObject, type JsonObject } from './access'
import type { ScanContent } from './content'
import { parseJson } from './json'
import { limits } from './limits'
import { mergeScans } from './merge'
import type { ScanParams } from './params'
import { type CountedNote, type Note, ReadLog } from './read-log'
import { readRun } from './run'

export type { ScanParams } from './params'

/** What was read from one upload. Nothing of it was taken where `scans` is empty. */
export interface Reading {
  scans: ScanContent[]
  /** The first 1,000 refusals; at least one where `scans` is empty. */
  refusals: Note[]
  /** How many results, runs or files were refused. */
  refused: number
  /** Results that are understood and are no findings, by reason. */
  ignored: CountedNote[]
  /** What was changed or doubted, by reason, with the first place. */
  warnings: CountedNote[]
}

/**
 * Reads any tool's SARIF 2.1.0. Pure; never throws on bad input: a result that cannot be read is
 * refused with its JSON pointer and the rest is kept.
 */
export function readSarif(body: Uint8Array, params: ScanParams): Reading {
  const log = new ReadLog()
  const scans = readRuns(body, params, log)
  return {
    scans: mergeScans(scans),
    refusals: log.refusals,
    refused: log.refused,
    ignored: log.ignored,
    warnings: log.warnings,
  }
}

function readRuns(body: Uint8Array, params: ScanParams, log: ReadLog): ScanContent[] {
  const parsed = parseJson(body)
  if (parsed.refused) {
    log.refuse(parsed.refused.reason, '')
    return []
  }
  const file = asObject(parsed.value)
  const problem = file
    ? problemOf(file)
    : { reason: 'not SARIF: the JSON is no object', pointer: '' }
  if (!file || problem) {
    log.refuse(problem?.reason ?? '', problem?.pointer ?? '')
    return []
  }
  if (asArray(file.inlineExternalProperties).length > 0) {
    log.warn('inlineExternalProperties are not read', '/inlineExternalProperties')
  }
  return asArray(file.runs).flatMap((run, i) => readRun(run, params, log, `/runs/${i}`) ?? [])
}

/** Why nothing of a file can be taken. */
function problemOf(file: JsonObject): { reason: string; pointer: string } | undefined {
  const { version, runs } = file
  if (version !== '2.1.0') return { reason: versionReason(version), pointer: '/version' }
  if (!Array.isArray(runs)) {
    return {
      reason: 'runs is not an array: the tool wrote no run at all; run it again',
      pointer: '/runs',
    }
  }
  if (runs.length === 0) return { reason: 'runs is empty: nothing was scanned', pointer: '/runs' }
  if (runs.length > limits.runs) {
    return {
      reason: `more than ${limits.runs} runs (${runs.length}); send them in several files`,
      pointer: '/runs',
    }
  }
  const results = runs.reduce((n: number, run) => n + asArray(asObject(run)?.results).length, 0)
  if (results <= limits.results) return undefined
  return {
    reason: `more than ${limits.results} results (${results}); send one file for each tool or part of the repository`,
    pointer: '/runs',
  }
}

function versionReason(version: unknown): string {
  const convert =
    'write 2.1.0, or convert it: npx @microsoft/sarif-multitool transform OLD.sarif --output NEW.sarif'
  if (version === undefined) return `not SARIF 2.1.0: it names no version; ${convert}`
  return `SARIF ${JSON.stringify(version)?.slice(0, 60)} is not read, only "2.1.0"; ${convert}`
}
