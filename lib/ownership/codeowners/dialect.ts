import { linesOf } from './lines'
import type { Dialect } from './types'

/** GitHub: "In the .github/, root, or docs/ directory", searched in that order. */
const GITHUB_ORDER = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS']
/** GitLab: "the root, docs/, or .gitlab/ directory", in that order. */
const GITLAB_ORDER = ['CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS']

export interface Found {
  path: string
  /** Known when only one host would look there, or when it was given. */
  dialect: Dialect | null
  /** Further CODEOWNERS files, which the host does not read. */
  ignored: string[]
}

/**
 * The CODEOWNERS file that counts among the tracked paths; the first found only.
 * Without a host, the order is GitHub's and then GitLab's own place.
 */
export function locateCodeowners(paths: Iterable<string>, host?: Dialect): Found | null {
  const candidates = new Set([...GITHUB_ORDER, ...GITLAB_ORDER])
  const there = new Set<string>()
  for (const path of paths) if (candidates.has(path)) there.add(path)
  const order = host === 'gitlab' ? GITLAB_ORDER : host === 'github' ? GITHUB_ORDER : candidates
  const path = [...order].find((place) => there.has(place))
  if (path === undefined) return null
  const ignored = [...candidates].filter((place) => place !== path && there.has(place))
  return { path, dialect: host ?? dialectOfPlace(path), ignored }
}

function dialectOfPlace(path: string): Dialect | null {
  if (path.startsWith('.github/')) return 'github'
  return path.startsWith('.gitlab/') ? 'gitlab' : null
}

/** A heading to the end of the line; `[ab]*.js @x` on GitHub is a mistake, not a section. */
const FULL_HEADING = /^\^?\[[^\]]+\](\[\d*\])?(\s+[^\s#@]*@\S+)*\s*$/

/** Which reading a file wants: said, by its place, or by what only GitLab knows. */
export function dialectOf(
  text: string,
  path: string | null,
  said?: Dialect,
): { dialect: Dialect; because: string } {
  if (said) return { dialect: said, because: 'it was chosen' }
  const place = path === null ? null : dialectOfPlace(path)
  if (place) return { dialect: place, because: `it lies in .${place}/` }
  let number = 0
  for (const raw of linesOf(text)) {
    number++
    const line = raw.trim()
    if (line.startsWith('#')) continue
    if (FULL_HEADING.test(line)) return gitlab(`line ${number} is a section heading`)
    if (line.startsWith('!')) return gitlab(`line ${number} is an exclusion`)
    if (/\s@@\w/.test(line)) return gitlab(`line ${number} names a role`)
  }
  return { dialect: 'github', because: 'nothing in it is GitLab’s alone' }
}

function gitlab(because: string): { dialect: Dialect; because: string } {
  return { dialect: 'gitlab', because }
}
