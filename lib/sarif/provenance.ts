import { asArray, asObject, asTime, type JsonObject } from './access'
import type { ScanContent } from './content'
import { limits } from './limits'
import { shaOf } from './own-result'
import type { OwnRun } from './own-run'
import type { ScanParams } from './params'
import type { ReadLog } from './read-log'
import { repositoryName, repositoryUrl } from './repository-name'

type Provenance = Pick<
  ScanContent,
  'repository' | 'commit' | 'committedAt' | 'branch' | 'category' | 'startedAt' | 'ranAt'
>

/**
 * Which code a run speaks of: the sender's parameters, else our property bag, else what SARIF says
 * (versionControlProvenance 3.14.12, automationDetails 3.17). Undefined where something is missing;
 * each such reason is logged with the parameter to add.
 */
export function provenanceOf(
  run: JsonObject,
  params: ScanParams,
  own: OwnRun | undefined,
  log: ReadLog,
  pointer: string,
): Provenance | undefined {
  const control = asObject(asArray(run.versionControlProvenance)[0])
  const repository = repositoryOf(control, params, own, log, pointer)
  const commit = commitOf(control, params, log, pointer)
  const ranAt = ranAtOf(run)
  const committedAt = committedAtOf(control, params, own, ranAt, commit, log, pointer)
  if (!repository || !commit || committedAt === undefined) return undefined
  const branch = branchOf(params.ref ?? log.text(control?.branch, pointer) ?? '')
  return {
    repository: { ...repository, rootCommit: own?.rootCommit },
    commit,
    committedAt,
    startedAt: startedAtOf(run),
    ranAt,
    branch: log.name(branch, pointer) ?? '',
    category: log.name(params.category ?? categoryOf(run, log, pointer), pointer) ?? '',
  }
}

function repositoryOf(
  control: JsonObject | undefined,
  params: ScanParams,
  own: OwnRun | undefined,
  log: ReadLog,
  pointer: string,
) {
  const uri = log.text(control?.repositoryUri, `${pointer}/versionControlProvenance/0`)
  const written = params.repository ?? own?.repository ?? uri
  if (!written) {
    log.refuse(
      'the repository is not named; add ?repository=NAME, for example github.com/acme/shop',
      pointer,
    )
    return undefined
  }
  const name = repositoryName(written)
  const unprintable = /\p{Cc}|\uFFFD/u.test(name)
  if (name === '' || name.length > limits.nameLength || unprintable) {
    log.refuse(
      `the repository's name must have 1 to ${limits.nameLength} characters, none of them control characters; set ?repository=NAME`,
      pointer,
    )
    return undefined
  }
  return { name, url: repositoryUrl(params.repository ?? uri ?? '') ?? repositoryUrl(uri ?? '') }
}

function commitOf(
  control: JsonObject | undefined,
  params: ScanParams,
  log: ReadLog,
  pointer: string,
): string | undefined {
  const written = params.commit ?? control?.revisionId
  const commit = shaOf(written)
  if (commit) return commit
  const add = 'add ?commit=$(git rev-parse HEAD)'
  log.refuse(
    written === undefined || written === null
      ? `the commit is not named; ${add}`
      : `the commit must be 7 to 64 hex digits; ${add}`,
    pointer,
  )
  return undefined
}

function committedAtOf(
  control: JsonObject | undefined,
  params: ScanParams,
  own: OwnRun | undefined,
  ranAt: number | undefined,
  commit: string | undefined,
  log: ReadLog,
  pointer: string,
): number | undefined {
  const add = `add ?committedAt=$(git show -s --format=%cI ${commit ?? 'COMMIT'})`
  const stated = params.committedAt ?? own?.committedAt
  if (stated !== undefined) {
    // In a query string an unescaped + arrives as a space.
    const time = asTime(
      typeof stated === 'string' ? stated.replace(/ (\d\d:\d\d)$/, '+$1') : stated,
    )
    if (time === undefined) {
      log.refuse(`committedAt must be an ISO 8601 time of the years 1970 to 2199; ${add}`, pointer)
    }
    return time
  }
  const fallback = asTime(control?.asOfTimeUtc) ?? ranAt
  if (fallback === undefined) log.refuse(`the commit's time is not known; ${add}`, pointer)
  else
    log.warn(
      `the commit's time is not known, the time of the tool's run stands in for it; ${add}`,
      pointer,
    )
  return fallback
}

function ranAtOf(run: JsonObject): number | undefined {
  const times = asArray(run.invocations).flatMap((entry) => {
    const invocation = asObject(entry)
    return asTime(invocation?.endTimeUtc) ?? asTime(invocation?.startTimeUtc) ?? []
  })
  return times.length > 0 ? times.reduce((a, b) => Math.max(a, b)) : undefined
}

/** Undefined where an invocation leaves out its begin or its end, or ends before it begins. */
function startedAtOf(run: JsonObject): number | undefined {
  const spans = asArray(run.invocations).map((entry) => {
    const { startTimeUtc, endTimeUtc } = asObject(entry) ?? {}
    const [from, to] = [asTime(startTimeUtc), asTime(endTimeUtc)]
    return from !== undefined && to !== undefined && from <= to ? from : undefined
  })
  const known = spans.flatMap((from) => from ?? [])
  if (known.length === 0 || known.length < spans.length) return undefined
  return known.reduce((a, b) => Math.min(a, b))
}

/** `refs/heads/x` is branch `x`; other refs keep their whole name. */
export function branchOf(ref: string): string {
  return ref.trim().replace(/^refs\/heads\//, '')
}

/** `category/run id` (3.17.3): what stands before the last slash, the whole id where there is none. */
function categoryOf(run: JsonObject, log: ReadLog, pointer: string): string {
  const id = log
    .text(asObject(run.automationDetails)?.id, `${pointer}/automationDetails/id`)
    ?.trim()
  return id ? id.replace(/\/[^/]*$/, '') : ''
}
