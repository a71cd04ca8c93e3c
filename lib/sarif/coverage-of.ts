import type { Coverage } from '@/lib/presence/coverage'
import { asArray, asObject, type JsonObject, objectsIn } from './access'
import { messageText } from './messages'
import type { OwnRun } from './own-run'
import type { ReadLog } from './read-log'
import type { Rules } from './rules'

/** What reading the results of a run brought to light. */
export interface Seen {
  /** Rules that any result names, whatever became of it. */
  rules: Set<string>
  results: number
  refused: number
}

/**
 * What a run can speak for. It closes nothing (`seen`) where it failed, did not look (`results`
 * absent or null: 3.14.23), keeps results in other files, or where a result could not be read:
 * absence is not a fix.
 */
export function coverageOf(
  run: JsonObject,
  rules: Rules,
  seen: Seen,
  own: OwnRun | undefined,
  log: ReadLog,
  pointer: string,
): { coverage: Coverage; succeeded: boolean } {
  const failure = failureOf(run, seen, log, pointer)
  const doubt = failure ?? doubtOf(run, seen)
  if (doubt) {
    log.warn(`${doubt}; this scan closes no findings`, pointer)
    return { coverage: { extent: 'seen' }, succeeded: failure === undefined }
  }
  const enabled = rules.listed.filter(({ configuration }) => configuration.enabled !== false)
  const silent = enabled.some(({ key }) => !seen.rules.has(key))
  // A tool that lists only the rules that fired says nothing of the others.
  const complete = silent || (own !== undefined && enabled.length > 0)
  const keys = complete ? [...new Set([...enabled.map(({ key }) => key), ...seen.rules])] : null
  return {
    coverage: own?.paths
      ? { extent: 'paths', paths: own.paths, rules: keys }
      : { extent: 'full', rules: keys },
    succeeded: true,
  }
}

function failureOf(run: JsonObject, seen: Seen, log: ReadLog, pointer: string): string | undefined {
  for (const [i, entry] of asArray(run.invocations).entries()) {
    const invocation = asObject(entry) ?? {}
    const said = invocation.executionSuccessful
    if (said === false) return 'the tool says that its run failed (executionSuccessful: false)'
    if (invocation.processStartFailureMessage) return 'the tool could not be started'
    if (invocation.exitSignalName) return 'the tool was ended by a signal'
    // Many tools exit with 1 when they find something; the code counts only where nothing else does.
    if (
      typeof said !== 'boolean' &&
      typeof invocation.exitCode === 'number' &&
      invocation.exitCode
    ) {
      return `the tool ended with exit code ${invocation.exitCode} and does not say it succeeded`
    }
    const error =
      seen.results === 0 && wholeRunError(invocation, log, `${pointer}/invocations/${i}`)
    if (error) return `the tool found nothing and reports an error: ${error.slice(0, 200)}`
  }
  return undefined
}

/** An error that names no file concerns the whole run; one that does, that file alone. */
function wholeRunError(invocation: JsonObject, log: ReadLog, pointer: string): string | undefined {
  const notifications = [
    ...objectsIn(invocation.toolConfigurationNotifications),
    ...objectsIn(invocation.toolExecutionNotifications),
  ]
  const error = notifications.find((n) => n.level === 'error' && asArray(n.locations).length === 0)
  return error && (messageText(error.message, log, pointer) ?? 'no message')
}

function doubtOf(run: JsonObject, seen: Seen): string | undefined {
  if (asArray(asObject(run.externalPropertyFileReferences)?.results).length > 0) {
    return 'results are kept in other files, which are never fetched'
  }
  if (!Array.isArray(run.results)) {
    return 'the run has no results array, by which SARIF says that the tool did not look'
  }
  return seen.refused > 0 ? 'some of its results could not be read' : undefined
}
