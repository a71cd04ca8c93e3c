import type { Attempts } from '../../model'
import { LIBRARY_BY_KEY } from '../retry/libraries'

export interface Manifest {
  path: string
  text: string
}

export interface Resolution {
  version: string
  from: string
}

const quoted = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1)

/** Lock files are asked before manifests, and the nearest one before those further up. */
const NPM = ['pnpm-lock.yaml', 'package-lock.json', 'yarn.lock', 'package.json']
const PYPI = ['uv.lock', 'poetry.lock', 'pyproject.toml', 'requirements.txt']

/** Version of a package as one manifest or lock file says it; a range gives its lowest version. */
function read(manifest: Manifest, name: string, file: string): string | undefined {
  const { text, path } = manifest
  const match = (pattern: string, flags = 'm') => new RegExp(pattern, flags).exec(text)?.[1]
  const key = quoted(name)
  switch (path.slice(path.lastIndexOf('/') + 1)) {
    case 'pnpm-lock.yaml': {
      const folder = folderOf(file).slice(folderOf(path).length)
      return pnpm(text, name, folder) ?? undefined
    }
    case 'package-lock.json':
      return match(`"[^"]*node_modules/${key}":\\s*\\{\\s*"version":\\s*"([^"]+)"`)
    case 'yarn.lock':
      return match(`^"?${key}@[^\\n]*:\\n\\s+version:? "?([^"\\n]+)`)
    case 'package.json':
      return match(`"${key}":\\s*"[^"\\d]*(\\d[^"\\s]*)"`)
    case 'poetry.lock':
    case 'uv.lock':
      return match(`^name = "${key}"\\r?\\nversion = "([^"]+)"`)
    default:
      return match(
        `(?:^|["'\\s])${key}(?:\\[[^\\]]*\\])?["']?\\s*(?:=\\s*["'{]|[=~>^]=)[^\\d\\n]*(\\d[\\w.]*)`,
      )
  }
}

/** The importer of pnpm's lock file that holds the file, else the nearest above it. */
function pnpm(text: string, name: string, folder: string): string | undefined {
  for (let at = folder.replace(/\/$/, ''); ; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
    const head = text.indexOf(`\n  ${at || '.'}:\n`)
    if (head >= 0) {
      const rest = text.slice(head + 1)
      const end = rest.slice(3).search(/\n( {2})?\S/)
      const block = end < 0 ? rest : rest.slice(0, end + 3)
      const found = new RegExp(
        `\\n {6}'?${quoted(name)}'?:\\n {8}specifier:[^\\n]*\\n {8}version: '?(\\d[^('\\s]*)`,
      ).exec(block)?.[1]
      if (found) return found
    }
    if (at === '') return undefined
  }
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
  const key = `${library} ${folderOf(file)}`
  if (!known.has(key)) known.set(key, lookUp(library, file, manifests))
  return known.get(key)
}

function lookUp(
  library: string,
  file: string,
  manifests: readonly Manifest[],
): Resolution | undefined {
  const [ecosystem, name = ''] = library.split(/:(.*)/s)
  const names = ecosystem === 'npm' ? NPM : ecosystem === 'pypi' ? PYPI : []
  const near = manifests
    .filter((one) => file.startsWith(folderOf(one.path)))
    .map((one) => ({ one, rank: names.indexOf(one.path.slice(one.path.lastIndexOf('/') + 1)) }))
    .filter(({ rank }) => rank >= 0)
    .toSorted((a, b) => a.rank - b.rank || b.one.path.length - a.one.path.length)
  for (const { one } of near) {
    const version = read(one, name, file)
    if (version) return { version, from: one.path.slice(one.path.lastIndexOf('/') + 1) }
  }
  return undefined
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
  const name = library.slice(library.indexOf(':') + 1)
  const applying = found
    ? row.defaults.find((one) => !one.below || isBelow(found.version, one.below))
    : row.defaults.at(-1)
  const sure = row.confidence === 'V' && (found !== undefined || row.defaults.length === 1)
  return {
    attempts: applying?.attempts ?? 'unknown',
    basis: found
      ? `default of ${name} ${found.version} (${found.from})`
      : `default of ${name}, version unknown`,
    source: sure ? 'default' : 'assumed',
  }
}
