import { folderOf, type Manifest, matched, nameOf, quoted } from './manifest'

/** Lock files are asked before manifests. */
export const PYPI_FILES = [
  'uv.lock',
  'poetry.lock',
  'pdm.lock',
  'Pipfile.lock',
  'requirements.txt',
  'requirements-prod.txt',
  'constraints.txt',
  'requirements.in',
  'pyproject.toml',
  'Pipfile',
  'setup.cfg',
  'setup.py',
]

/** Requirements by the names that projects give them: `requirements/base.txt`, `requirements-api.txt`. */
const REQUIREMENTS = /(?:^|\/)requirements(?:\/[\w.-]+|[-_.][\w.-]+)\.(?:txt|in)$/i
const IN_FOLDER = /(?:^|\/)requirements\/[^/]+$/i
/** What only those install who build and try it. */
const ASIDE = /dev|test|lint|doc|local|(?:^|[-_.])ci\b|build|typ(?:e|ing)/i

export const isRequirements = (path: string): boolean => REQUIREMENTS.test(path)

/** Place among the files that are asked, lower first; below nought for others. */
export function pypiRank(path: string): number {
  const own = IN_FOLDER.test(path) ? -1 : PYPI_FILES.indexOf(nameOf(path))
  if (own >= 0 || !isRequirements(path)) return own
  return PYPI_FILES.indexOf('requirements.txt') + (ASIDE.test(nameOf(path)) ? 0.75 : 0.5)
}

/** Folder whose files a manifest speaks of. */
export const pypiScope = (path: string): string =>
  IN_FOLDER.test(path) ? folderOf(folderOf(path).slice(0, -1)) : folderOf(path)

/** Requirements and the files that they include with `-r`, and those that these do; each once. */
function withIncluded(manifest: Manifest, all: readonly Manifest[]): Set<Manifest> {
  const found = new Set([manifest])
  for (const { path, text } of found) {
    for (const [, ref = ''] of text.matchAll(/^\s*(?:-r|--requirement)[ =]*(\S+)/gm)) {
      const parts: string[] = []
      for (const part of `${folderOf(path)}${ref}`.split('/')) {
        if (part === '..') parts.pop()
        else if (part !== '.' && part !== '') parts.push(part)
      }
      const one = all.find((other) => other.path === parts.join('/'))
      if (one) found.add(one)
    }
  }
  return found
}

/** Version of a package as a manifest or what it includes says it, and the file that does. */
export function pypiFound(manifest: Manifest, name: string, all: readonly Manifest[]) {
  const lists = /\.(?:txt|in)$/.test(manifest.path)
  for (const one of lists ? withIncluded(manifest, all) : [manifest]) {
    const version = pypiVersion(one, name)
    const from = IN_FOLDER.test(one.path) ? `requirements/${nameOf(one.path)}` : nameOf(one.path)
    if (version) return { version, from }
  }
  return {}
}

/** Names are equal without case and with `-`, `_` and `.` alike (PEP 503). */
const spelled = (name: string): string =>
  name
    .split(/[-_.]+/)
    .map(quoted)
    .join('[-_.]+')

/** Version of a Python package as one lock file or manifest says it; a range gives its lowest. */
function pypiVersion(manifest: Manifest, name: string): string | undefined {
  const { text, path } = manifest
  const key = spelled(name)
  switch (nameOf(path)) {
    case 'poetry.lock':
    case 'uv.lock':
    case 'pdm.lock':
      return matched(text, `^name = "${key}"\\r?\\nversion = "([^"]+)"`, 'mi')
    case 'Pipfile.lock':
      return matched(text, `"${key}":\\s*\\{[^{}]*?"version":\\s*"==([^"]+)"`, 'i')
    default:
      return matched(
        text,
        `(?:^|["'\\s])${key}(?:\\[[^\\]]*\\])?["']?\\s*(?:=\\s*["'{]|[=~>^]=)[^\\d\\n]*(\\d[\\w.]*)`,
        'mi',
      )
  }
}
