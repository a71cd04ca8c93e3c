import picomatch from 'picomatch'
import { parse } from 'smol-toml'
import { isRecord } from '../is-record'
import { ELSEWHERE } from './elsewhere'
import { asServices, type Member } from './members'
import {
  at,
  baseOf,
  dirOf,
  type Found,
  joinPath,
  lineOf,
  type Problem,
  type ServiceInput,
  strings,
  type TextFile,
} from './types'
import { yamlDocuments } from './yaml'

const problemOf = (file: TextFile, error: unknown): Problem => ({
  path: file.path,
  message: error instanceof Error ? error.message : String(error),
})

/** Globs of workspace folders (`!` excludes), resolved against the folders holding `manifest`. */
function expand(input: ServiceInput, file: TextFile, globs: string[], manifest: string): Member[] {
  const base = dirOf(file.path)
  const clean = globs.map((glob) => glob.replace(/^(!?)\.\//, '$1').replace(/\/+$/, ''))
  const matches = picomatch(clean.filter((glob) => !glob.startsWith('!')))
  const excluded = picomatch(clean.filter((glob) => glob.startsWith('!')).map((g) => g.slice(1)))
  const members: Member[] = []
  for (const candidate of input.files) {
    if (baseOf(candidate.path) !== manifest) continue
    const folder = dirOf(candidate.path)
    const inside = base === '' ? folder : folder.slice(base.length + 1)
    if (folder === base || (base !== '' && !folder.startsWith(`${base}/`))) continue
    if (/(?:^|\/)node_modules(?:\/|$)/.test(inside)) continue
    if (!matches(inside) || excluded(inside)) continue
    const glob = clean.find((pattern) => !pattern.startsWith('!') && picomatch(pattern)(inside))
    members.push({ folder, source: at(file.path, lineOf(file.text, glob ?? '')) })
  }
  return members
}

type Reader = (input: ServiceInput, file: TextFile, problems: Problem[]) => Member[]

const packageJson: Reader = (input, file) => {
  const root: unknown = JSON.parse(file.text.replace(/^\ufeff/, ''))
  const value = isRecord(root) ? root.workspaces : undefined
  const globs = strings(isRecord(value) ? value.packages : value)
  return globs.length === 0 ? [] : expand(input, file, globs, 'package.json')
}

const pnpm: Reader = (input, file, problems) => {
  const [root] = yamlDocuments(file, problems)
  const globs = isRecord(root) ? strings(root.packages) : []
  return globs.length === 0 ? [] : expand(input, file, globs, 'package.json')
}

const pyproject: Reader = (input, file) => {
  const root: unknown = parse(file.text)
  const tool = isRecord(root) ? root.tool : undefined
  const uv = isRecord(tool) && isRecord(tool.uv) ? tool.uv.workspace : undefined
  if (!isRecord(uv)) return []
  const globs = [...strings(uv.members), ...strings(uv.exclude).map((glob) => `!${glob}`)]
  return expand(input, file, globs, 'pyproject.toml')
}

const goWork: Reader = (_input, file) =>
  [...file.text.matchAll(/^\s*(?:use\s+)?(\.{1,2}\/\S*|\.)\s*(?:\/\/.*)?$/gm)].flatMap((match) =>
    member(file, joinPath(dirOf(file.path), match[1] ?? ''), match[1] ?? ''),
  )

const pom: Reader = (_input, file) =>
  [...file.text.replace(/<!--[\s\S]*?-->/g, '').matchAll(/<module>\s*([^<\s]+)\s*<\/module>/g)]
    .map((match) => (match[1] ?? '').replace(/\/pom\.xml$/, ''))
    .flatMap((name) => member(file, joinPath(dirOf(file.path), name), `<module>${name}`))

const gradle: Reader = (input, file) => {
  const text = file.text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
  const names = [
    ...text.matchAll(/\binclude(?:Flat)?\b[\s(]*((?:['"][^'"]+['"][\s,]*)+)/g),
  ].flatMap((match) =>
    [...(match[1] ?? '').matchAll(/['"]([^'"]+)['"]/g)].map((name) => name[1] ?? ''),
  )
  return names.flatMap((name) => {
    const dir = projectDir(text, name) ?? name.replace(/^:/, '').replaceAll(':', '/')
    const folder = joinPath(dirOf(file.path), dir)
    return folder !== null && input.folders.has(folder) ? member(file, folder, name) : []
  })
}

function projectDir(text: string, name: string): string | null {
  const quoted = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const pattern = `project\\(\\s*['"]:?${quoted.replace(/^:/, '')}['"]\\s*\\)\\.projectDir\\s*=[^'"\\n]*['"]([^'"]+)['"]`
  return new RegExp(pattern).exec(text)?.[1] ?? null
}

const compose: Reader = (_input, file, problems) => {
  const [root] = yamlDocuments(file, problems)
  const services = isRecord(root) && isRecord(root.services) ? root.services : {}
  return Object.values(services).flatMap((service) => {
    const build = isRecord(service) ? service.build : undefined
    const context = isRecord(build) ? build.context : build
    if (typeof context !== 'string' || context.includes('://') || context.includes('${')) return []
    return member(file, joinPath(dirOf(file.path), context), context)
  })
}

function member(file: TextFile, folder: string | null, needle: string): Member[] {
  if (folder === null || folder === '') return []
  return [{ folder, source: at(file.path, lineOf(file.text, needle)) }]
}

const COMPOSE = /^(?:docker-)?compose(?:\.[\w-]+)?\.ya?ml$/

const NESTED = /^(?:[^/]+\/){1,2}[^/]+$/

const READERS: Record<string, Reader> = {
  'package.json': packageJson,
  'pnpm-workspace.yaml': pnpm,
  'pyproject.toml': pyproject,
  'go.work': goWork,
  'settings.gradle': gradle,
  'settings.gradle.kts': gradle,
}

function rootReader(path: string): Reader | undefined {
  const base = baseOf(path)
  if (base === 'pom.xml') return pom
  if (COMPOSE.test(base)) return /^[^/]*$/.test(dirOf(path)) ? compose : undefined
  // Nested ones are members themselves, or examples; where there is a list in the root, it speaks.
  return READERS[path]
}

const nestedReader = (path: string): Reader | undefined =>
  NESTED.test(path) && !ELSEWHERE.test(dirOf(path)) ? READERS[baseOf(path)] : undefined

/** Parts that build and compose files declare for the whole repository. */
export function fromWorkspaces(input: ServiceInput): Found {
  const problems: Problem[] = []
  return { services: asServices(membersOf(input, rootReader, problems)), problems }
}

/** Parts that lists in a folder declare, as of `web/pnpm-workspace.yaml`, one or two folders down. */
export const nestedMembers = (input: ServiceInput, problems: Problem[]): Member[] =>
  membersOf(input, nestedReader, problems)

function membersOf(
  input: ServiceInput,
  readerOf: (path: string) => Reader | undefined,
  problems: Problem[],
): Member[] {
  const members: Member[] = []
  for (const file of input.files) {
    const reader = readerOf(file.path)
    if (reader === undefined) continue
    try {
      members.push(...reader(input, file, problems).filter((m) => input.folders.has(m.folder)))
    } catch (error) {
      problems.push(problemOf(file, error))
    }
  }
  return members
}
