import { type Manifest, matched, nameOf, quoted } from './manifest'

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

/** Names are equal without case and with `-`, `_` and `.` alike (PEP 503). */
const spelled = (name: string): string =>
  name
    .split(/[-_.]+/)
    .map(quoted)
    .join('[-_.]+')

/** Version of a Python package as one lock file or manifest says it; a range gives its lowest. */
export function pypiVersion(manifest: Manifest, name: string): string | undefined {
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
