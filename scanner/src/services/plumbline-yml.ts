import { isRecord } from '../is-record'
import { at, type Found, lineOf, type Service, strings, type TextFile } from './types'
import { yamlDocuments } from './yaml'

/** Services as the repository itself declares them in `plumbline.yml`. */
export function fromPlumblineYml(file: TextFile): Found {
  const found: Found = { services: [], problems: [] }
  const [root] = yamlDocuments(file, found.problems)
  if (root === undefined || root === null) return found
  if (!isRecord(root)) {
    found.problems.push({ path: file.path, message: 'expected a mapping with `services:`' })
    return found
  }
  const teams = teamsByService(root.teams)
  const list = root.services === undefined ? [] : root.services
  if (!Array.isArray(list)) {
    found.problems.push({ path: file.path, message: '`services` must be a list' })
    return found
  }
  for (const [index, item] of list.entries()) {
    const service = readService(file, item, teams)
    if (service) found.services.push(service)
    else {
      const message = `services[${index}] needs \`name\` (text) and \`paths\` (a list of globs)`
      found.problems.push({ path: file.path, message })
    }
  }
  return found
}

function readService(file: TextFile, item: unknown, teams: Map<string, string>): Service | null {
  if (!isRecord(item) || typeof item.name !== 'string' || item.name === '') return null
  const paths = typeof item.paths === 'string' ? [item.paths] : strings(item.paths)
  if (paths.length === 0) return null
  const team = typeof item.team === 'string' ? item.team : teams.get(item.name)
  const source = at(file.path, lineOf(file.text, item.name))
  return { name: item.name, paths: paths.map(folderGlob), ...(team ? { team } : {}), source }
}

/** `worker` and `worker/` mean everything below. */
function folderGlob(path: string): string {
  const trimmed = path.replace(/^\.?\//, '').replace(/\/+$/, '')
  if (trimmed === '' || trimmed === '.') return '**'
  const last = trimmed.slice(trimmed.lastIndexOf('/') + 1)
  return /[*?{[]/.test(last) || last.includes('.') ? trimmed : `${trimmed}/**`
}

/** `teams:` as a list of `{name, services}` or a mapping team → services. */
function teamsByService(value: unknown): Map<string, string> {
  const teams = new Map<string, string>()
  const entries: [unknown, unknown][] = Array.isArray(value)
    ? value.filter(isRecord).map((team) => [team.name, team.services])
    : isRecord(value)
      ? Object.entries(value).map(([name, team]) => [name, isRecord(team) ? team.services : team])
      : []
  for (const [name, services] of entries) {
    if (typeof name !== 'string') continue
    for (const service of strings(services)) teams.set(service, name)
  }
  return teams
}
