import { asArray, asObject } from './access'
import type { Observation, ScanContent } from './content'
import { coverageOf, type Seen } from './coverage-of'
import { notificationsOf } from './notifications'
import { commitsNamed, ownRun } from './own-run'
import type { ScanParams } from './params'
import { Paths } from './paths'
import { provenanceOf } from './provenance'
import { type ReadLog, Refusal } from './read-log'
import { type ResultReader, readResult } from './result'
import { ruleContents } from './rule-content'
import { Rules } from './rules'

/** One run as a scan; undefined where it cannot be taken, with the reasons logged. */
export function readRun(
  entry: unknown,
  params: ScanParams,
  log: ReadLog,
  pointer: string,
): ScanContent | undefined {
  const run = asObject(entry)
  if (!run) return refuse(log, 'a run is not an object', pointer)
  const driver = asObject(asObject(run.tool)?.driver)
  const tool = log.name(driver?.name, `${pointer}/tool/driver/name`)
  if (!driver || !tool)
    return refuse(log, 'the run does not name its tool', `${pointer}/tool/driver/name`)
  if (run.results !== undefined && run.results !== null && !Array.isArray(run.results)) {
    return refuse(log, 'results is not an array', `${pointer}/results`)
  }
  const own = ownRun(run, log, pointer)
  const provenance = provenanceOf(run, params, own, log, pointer)
  if (!provenance) return undefined
  const rules = new Rules(run, pointer, log)
  const paths = new Paths(run, log, provenance.repository.name)
  const reader: ResultReader = { run, rules, paths, log }
  const { observations, seen } = readResults(reader, pointer)
  const named = new Set(
    observations.flatMap(({ introducedBy, changedBy }) => [
      ...(introducedBy === undefined ? [] : [introducedBy]),
      ...(changedBy ?? []).map((change) => change.sha),
    ]),
  )
  const until = own?.holdsThrough
  return {
    ...provenance,
    holdsThrough: until !== undefined && until >= provenance.committedAt ? until : undefined,
    defaultBranch: own?.defaultBranch,
    tool,
    toolVersion: log.name(
      driver.semanticVersion ?? driver.version ?? driver.dottedQuadFileVersion,
      `${pointer}/tool/driver`,
    ),
    ...coverageOf(run, rules, seen, own, log, pointer),
    rules: ruleContents(rules, seen.rules, log),
    observations,
    services: own?.services,
    documents: own?.documents,
    tags: own?.tags,
    writers: own?.writers,
    commits: commitsNamed(own, named, log, pointer),
    notifications: notificationsOf(reader, run, pointer),
    files: own?.files,
  }
}

function readResults(reader: ResultReader, pointer: string) {
  const observations: Observation[] = []
  const seen: Seen = { rules: new Set(), results: 0, refused: 0 }
  for (const [i, result] of asArray(reader.run.results).entries()) {
    seen.results++
    try {
      const at = `${pointer}/results/${i}`
      const observation = readResult(reader, result, at, (key) => seen.rules.add(key))
      if (observation) observations.push(observation)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      seen.refused++
      reader.log.refuse(error.message, error.pointer)
    }
  }
  return { observations, seen }
}

function refuse(log: ReadLog, reason: string, pointer: string): undefined {
  log.refuse(reason, pointer)
}
