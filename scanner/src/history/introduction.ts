import type { Version } from '../git/versions'

/** A finding whose introducing commit is asked for, with the versions of its path, newest first. */
export interface Question<T> {
  about: T
  versions: readonly Version[]
}

/** How often (0, 1, …) a blob shows the finding; undefined while the blob has not been read. */
export type Shows<T> = (about: T, blob: string) => boolean | undefined

/** `blob` is the version the commit made, the first that shows the finding. */
export type Answer =
  | { commit: string; blob: string | null }
  | { unknown: true }
  | { read: string[] }

/**
 * The newest commit that turned "not there" into "there": its blob shows the finding and the blob
 * before it does not. Searched by halving, on the assumption that the finding stood without a break
 * to the end of the versions; where branches make that untrue, every version is asked in turn.
 * `read` names the blobs that must be known before the next step.
 */
export function introduction<T>(question: Question<T>, shows: Shows<T>): Answer {
  const { about, versions } = question
  const [newest] = versions
  if (newest === undefined) return { unknown: true }
  const known = (blob: string | null) => (blob === null ? false : shows(about, blob))
  let low = 0
  let high = versions.length
  // Invariant: the finding shows after versions[low], and (as far as we know) not after [high].
  const start = known(newest.after)
  if (start === undefined) return { read: blobs(newest.after) }
  while (start && high - low > 1) {
    const middle = (low + high) >> 1
    const there = known(versions[middle]?.after ?? null)
    if (there === undefined) return { read: blobs(versions[middle]?.after ?? null) }
    if (there) low = middle
    else high = middle
  }
  const found = versions[low]
  if (start && found) {
    const before = known(found.before)
    if (before === undefined) return { read: blobs(found.before) }
    if (!before) return { commit: found.commit, blob: found.after }
  }
  return linear(versions, known)
}

function linear(
  versions: readonly Version[],
  known: (blob: string | null) => boolean | undefined,
): Answer {
  for (const version of versions) {
    const after = known(version.after)
    const before = known(version.before)
    const missing = [
      ...(after === undefined ? blobs(version.after) : []),
      ...(before === undefined ? blobs(version.before) : []),
    ]
    if (missing.length > 0) return { read: missing }
    if (after && !before) return { commit: version.commit, blob: version.after }
  }
  return { unknown: true }
}

const blobs = (blob: string | null): string[] => (blob === null ? [] : [blob])

/**
 * The versions of a path through renames, newest first: where a version moved the file here, what
 * follows is the older history of the path it came from.
 */
export function chainVersions(
  versions: ReadonlyMap<string, readonly Version[]>,
  path: string,
): Version[] {
  const chain: Version[] = []
  let at: string | undefined = path
  let after = -1
  for (let hops = 0; at !== undefined && hops < 20; hops += 1) {
    const own: readonly Version[] = (versions.get(at) ?? []).filter(({ order }) => order > after)
    at = undefined
    for (const version of own) {
      chain.push(version)
      if (version.from === undefined) continue
      at = version.from
      after = version.order
      break
    }
  }
  return chain
}
