import type { FileFacts, Finding, FunctionFact } from '../../model'
import { CallTargets, type Place } from './call-targets'
import { findingOf } from './finding'
import { isSdk, LayersAt } from './layers-at'
import { ModuleFiles } from './module-files'
import { isTestPath } from './test-paths'
import type { Manifest } from './versions'
import { pathsFrom, type RetryPath } from './walk'

export { retryPathRules } from './rules'

/** Manifest and lock files that say which version of a library a file uses. */
export const MANIFESTS: string[] = [
  'package.json',
  'package-lock.json',
  'pnpm-lock.yaml',
  'yarn.lock',
  'pyproject.toml',
  'poetry.lock',
  'uv.lock',
  'requirements.txt',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
  'go.mod',
]

const known = new WeakMap<FileFacts, FunctionFact[]>()

/** Functions in which some layer was written by somebody: only there a path can begin. */
function startsIn(facts: FileFacts): FunctionFact[] {
  const before = known.get(facts)
  if (before) return before
  const own = facts.retryLayers.filter((one) => !isSdk(one) && one.kind !== 'queue')
  const symbols = new Set(own.map((one) => one.symbol))
  const found = facts.functions.filter((fn) => fn.handovers || symbols.has(fn.symbol))
  known.set(facts, found)
  return found
}

function entries(files: ReadonlyMap<string, FileFacts>): Place[] {
  const found: Place[] = []
  for (const [path, facts] of files) {
    const starts = startsIn(facts)
    if (starts.length === 0 || isTestPath(path)) continue
    for (const fn of starts) found.push({ path, facts, fn })
  }
  return found
}

/** A path that is the end of a longer one is told there. */
function longest(paths: readonly RetryPath[]): RetryPath[] {
  const inner = new Set<object>()
  for (const path of paths) {
    for (const place of path.places.slice(1)) inner.add(place.fn)
  }
  return paths.filter((path) => {
    if (!inner.has(path.entry.fn)) return true
    return !paths.some(
      (other) =>
        other !== path &&
        other.outbound === path.outbound &&
        other.layers.length > path.layers.length &&
        other.places.slice(1).some((place) => place.fn === path.entry.fn),
    )
  })
}

/** Findings assembled over the files of one commit. */
export function repositoryFindings(
  files: Map<string, FileFacts>,
  manifests: Manifest[],
): Finding[] {
  const starts = entries(files)
  if (starts.length === 0) return []
  const targets = new CallTargets(files, new ModuleFiles(files, manifests))
  const layersAt = new LayersAt(targets, manifests)
  const paths = starts.flatMap((entry) => pathsFrom(entry, targets, layersAt))
  return longest(paths).flatMap((path) => findingOf(path) ?? [])
}
