import type { Attempts } from '../../model'
import { LIBRARY_BY_KEY, packageIn } from '../retry/libraries'
import { GO_FILES, goVersion } from './go'
import { GRADLE_FILES, gradleScope, gradleVersion } from './gradle'
import { folderOf, type Manifest, nameOf } from './manifest'
import { mavenVersion, POM } from './maven'
import { NPM_FILES, npmVersion } from './npm'
import { PYPI_FILES, pypiFound, pypiRank, pypiScope } from './pypi'

export type { Manifest } from './manifest'
export { isRequirements } from './pypi'

export interface Resolution {
  version?: string
  /** Parent outside of the repository that decides on the version. */
  managedBy?: string
  from: string
}

/** Files that say which version of a library is used, by ecosystem and in the order they are asked. */
const FILES: Record<string, readonly string[]> = {
  npm: NPM_FILES,
  pypi: PYPI_FILES,
  maven: [...GRADLE_FILES, POM],
  go: GO_FILES,
}

export const VERSION_FILES: string[] = Object.values(FILES).flat()

function read(
  ecosystem: string,
  manifest: Manifest,
  name: string,
  file: string,
  all: readonly Manifest[],
): { version?: string | undefined; managedBy?: string; from?: string } {
  if (ecosystem === 'npm') return { version: npmVersion(manifest, name, file) }
  if (ecosystem === 'pypi') return pypiFound(manifest, name, all)
  if (ecosystem === 'go') return { version: goVersion(manifest, name) }
  return nameOf(manifest.path) === POM
    ? mavenVersion(manifest, name, all)
    : { version: gradleVersion(manifest, name, all) }
}

const answers = new WeakMap<readonly Manifest[], Map<string, Resolution | undefined>>()

/** Which version of a library a file uses; lock files are long, so each folder asks once. */
function versionOf(
  library: string,
  file: string,
  manifests: readonly Manifest[],
): Resolution | undefined {
  const known = answers.get(manifests) ?? new Map<string, Resolution | undefined>()
  answers.set(manifests, known)
  const key = `${library.replace(/!.*$/, '')} ${folderOf(file)}`
  if (!known.has(key)) known.set(key, lookUp(library, file, manifests))
  return known.get(key)
}

const scopeOf = (path: string): string =>
  path.endsWith('libs.versions.toml') ? gradleScope(path) : pypiScope(path)

const rankOf = (ecosystem: string, path: string): number =>
  ecosystem === 'pypi' ? pypiRank(path) : (FILES[ecosystem]?.indexOf(nameOf(path)) ?? -1)

/** Lock files are asked before manifests, and the nearest one before those further up. */
function lookUp(
  library: string,
  file: string,
  manifests: readonly Manifest[],
): Resolution | undefined {
  const ecosystem = library.slice(0, library.indexOf(':'))
  const name = packageIn(library)
  const near = manifests
    .filter((one) => file.startsWith(scopeOf(one.path)))
    .map((one) => ({ one, rank: rankOf(ecosystem, one.path) }))
    .filter(({ rank }) => rank >= 0)
    .toSorted((a, b) => a.rank - b.rank || b.one.path.length - a.one.path.length)
  let managed: Resolution | undefined
  for (const { one } of near) {
    const { version, managedBy, from } = read(ecosystem, one, name, file, manifests)
    if (version) return { version, from: from ?? nameOf(one.path) }
    if (managedBy) managed ??= { managedBy, from: nameOf(one.path) }
  }
  return managed
}

/** Numeric comparison of dotted versions; what follows the numbers is ignored. */
function isBelow(version: string, limit: string): boolean {
  const parts = (text: string) => text.split(/[^\d]+/).map(Number)
  const [left, right] = [parts(version), parts(limit)]
  for (let at = 0; at < 3; at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0)
    if (difference !== 0) return difference < 0
  }
  return false
}

export interface DefaultAttempts {
  attempts: Attempts
  basis: string
  source: 'default' | 'assumed'
}

/** Default attempts of a library in the version that a file uses. */
export function defaultAttempts(
  library: string,
  file: string,
  manifests: readonly Manifest[],
): DefaultAttempts | undefined {
  const row = LIBRARY_BY_KEY.get(library)
  if (!row) return undefined
  const found = versionOf(library, file, manifests)
  const version = found?.version
  const name = packageIn(library)
  const applying = version
    ? row.defaults.find((one) => !one.below || isBelow(version, one.below))
    : row.defaults.at(-1)
  const sure = row.confidence === 'V' && (version !== undefined || row.defaults.length === 1)
  const unknown = found?.managedBy ? `version managed by ${found.managedBy}` : 'version unknown'
  return {
    attempts: applying?.attempts ?? 'unknown',
    basis: version
      ? `default of ${name} ${version} (${found.from})`
      : `default of ${name}, ${unknown}`,
    source: sure ? 'default' : 'assumed',
  }
}
