import picomatch from 'picomatch'
import { parse } from 'smol-toml'
import { isRecord } from '../is-record'
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

/** A folder that some build file declares as a part of its own. */
export interface Member {
  folder: string
  source: string
}

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

function readerOf(path: string): Reader | null {
  const base = baseOf(path)
  if (base === 'pom.xml') return pom
  if (COMPOSE.test(base)) return compose
  // Nested ones are members themselves, or examples; only the root's list speaks for the repository.
  if (path === 'package.json') return packageJson
  if (path === 'pnpm-workspace.yaml') return pnpm
  if (path === 'pyproject.toml') return pyproject
  if (path === 'go.work') return goWork
  if (path === 'settings.gradle' || path === 'settings.gradle.kts') return gradle
  return null
}

/** Parts that build and compose files declare; a folder inside another comes first, so it wins. */
export function fromWorkspaces(input: ServiceInput): Found {
  const problems: Problem[] = []
  const members = new Map<string, Member>()
  for (const file of input.files) {
    const reader = readerOf(file.path)
    if (reader === null || (reader === compose && !dirOf(file.path).match(/^[^/]*$/))) continue
    try {
      for (const found of reader(input, file, problems)) {
        if (input.folders.has(found.folder) && !members.has(found.folder)) {
          members.set(found.folder, found)
        }
      }
    } catch (error) {
      problems.push(problemOf(file, error))
    }
  }
  const folders = [...members.values()].sort(
    (a, b) =>
      b.folder.split('/').length - a.folder.split('/').length || (a.folder < b.folder ? -1 : 1),
  )
  const services = folders.map(({ folder, source }) => ({
    name: uniqueName(folder, folders),
    paths: [`${folder}/**`],
    source,
  }))
  return { services, problems }
}

/** Last segment of the folder, or the whole path where two would share it. */
function uniqueName(folder: string, all: readonly Member[]): string {
  const last = baseOf(folder)
  return all.some((other) => other.folder !== folder && baseOf(other.folder) === last)
    ? folder
    : last
}
