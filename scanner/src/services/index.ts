import { fromCatalog } from './catalog'
import { CODEOWNERS_PLACES, type OwnerRule, ownerOf, parseCodeowners } from './codeowners'
import { isImageFile } from './images'
import { fromParts } from './parts'
import { fromPlumblineYml } from './plumbline-yml'
import {
  baseOf,
  type Found,
  type Problem,
  type Service,
  type ServiceInput,
  type TextFile,
} from './types'
import { fromWorkspaces } from './workspaces'

export { isInNamed } from './parts'
export type { Service } from './types'

const NAMES = new Set([
  'package.json',
  'pnpm-workspace.yaml',
  'pom.xml',
  'pyproject.toml',
  'go.work',
  'settings.gradle',
  'settings.gradle.kts',
  'catalog-info.yaml',
  'catalog-info.yml',
])
const ROOT = new Set(['plumbline.yml', 'plumbline.yaml', ...CODEOWNERS_PLACES])
const COMPOSE = /^(?:[^/]+\/)?(?:docker-)?compose(?:\.[\w-]+)?\.ya?ml$/

/** Whether a path may say something about services or teams. */
export function isServiceFile(path: string): boolean {
  if (ROOT.has(path) || COMPOSE.test(path) || isImageFile(path)) return true
  return NAMES.has(baseOf(path)) && !/(?:^|\/)node_modules\//.test(path)
}

export interface Services {
  services: Service[]
  problems: Problem[]
}

/**
 * Services and their teams as the files of one commit say: `plumbline.yml`, else catalog files,
 * else workspaces, modules and compose services of the root, else the same of folders with those
 * that have an image of their own or stand below `services`, else the whole repository.
 * `repository` names the service of whatever nothing claims. A malformed file is a problem, and the
 * next source is asked.
 */
export function findServices(input: ServiceInput, repository: string): Services {
  const problems: Problem[] = []
  const found = firstFound(input, problems)
  const owners = codeowners(input.files)
  const rest = repository.slice(repository.lastIndexOf('/') + 1)
  const services = found.map((service) => withTeam(service, owners))
  if (!services.some((service) => service.paths.includes('**'))) {
    const source = owners === null ? 'whole repository' : owners.path
    const whole = withTeam({ name: rest, paths: ['**'], source }, owners)
    if (services.length === 0 || whole.team !== undefined) services.push(whole)
  }
  return { services, problems }
}

function firstFound(input: ServiceInput, problems: Problem[]): Service[] {
  const declared = input.files.find((file) => /^plumbline\.ya?ml$/.test(file.path))
  const catalogs = input.files.filter((file) => /(?:^|\/)catalog-info\.ya?ml$/.test(file.path))
  const sources: (() => Found)[] = [
    () => (declared ? fromPlumblineYml(declared) : { services: [], problems: [] }),
    () => fromCatalog(catalogs),
    () => fromWorkspaces(input),
    () => fromParts(input),
  ]
  for (const source of sources) {
    const found = source()
    problems.push(...found.problems)
    if (found.services.length > 0) return deepestFirst(found.services)
  }
  return []
}

/** A catalog file in the root must not claim what one further down claims. */
function deepestFirst(services: Service[]): Service[] {
  const whole = services.filter((service) => service.paths.includes('**'))
  return [...services.filter((service) => !service.paths.includes('**')), ...whole]
}

function codeowners(files: readonly TextFile[]): { path: string; rules: OwnerRule[] } | null {
  for (const place of CODEOWNERS_PLACES) {
    const file = files.find((candidate) => candidate.path === place)
    if (file) return { path: place, rules: parseCodeowners(file.text) }
  }
  return null
}

/** The team is the first owner of a file that could be any in the service's folder. */
function withTeam(service: Service, owners: ReturnType<typeof codeowners>): Service {
  if (service.team !== undefined || owners === null) return service
  const [glob = '**'] = service.paths
  const folder = glob.replace(/\/?\*.*$/, '')
  const rule = ownerOf(owners.rules, folder === '' ? '\u0001' : `${folder}/\u0001`)
  const [team] = rule?.owners ?? []
  return team === undefined ? service : { ...service, team }
}
