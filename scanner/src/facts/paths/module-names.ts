import { isRecord } from '../../is-record'
import type { Manifest } from '../versions'

/** Files that give a script's imports other names than those of packages. */
export const ALIAS_FILES: string[] = ['tsconfig.json', 'tsconfig.base.json', 'jsconfig.json']

/** Names by which the scripts under a folder import other folders. */
interface Aliases {
  folder: string
  /** Names that end in `*` stand for any ending, which `*` in the paths then is. */
  paths: readonly { name: string; to: readonly string[] }[]
  /** Where a name is looked for that is no package's. */
  base?: string
}

/** Names that manifests give to folders: packages of workspaces, modules of Go, aliases of scripts. */
export interface Named {
  packages: ReadonlyMap<string, string>
  goModules: readonly { module: string; folder: string }[]
  /** The innermost folder first. */
  aliases: readonly Aliases[]
}

const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1)

export const sameNames = (a: Named, b: Named): boolean =>
  JSON.stringify([[...a.packages], a.goModules, a.aliases]) ===
  JSON.stringify([[...b.packages], b.goModules, b.aliases])

/** A path without `.` and `..`. */
export function normal(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

export function namedBy(manifests: readonly Manifest[]): Named {
  const packages = new Map<string, string>()
  const goModules: { module: string; folder: string }[] = []
  const aliases: Aliases[] = []
  for (const { path, text } of manifests) {
    const name = path.slice(path.lastIndexOf('/') + 1)
    if (name === 'package.json') {
      const own = /"name"\s*:\s*"([^"]+)"/.exec(text)?.[1]
      if (own) packages.set(own, folderOf(path))
      if (text.includes('"imports"')) aliases.push(...importsOf(path, text))
    } else if (name === 'go.mod') {
      const own = /^module\s+(\S+)/m.exec(text)?.[1]
      if (own) goModules.push({ module: own, folder: folderOf(path) })
    } else if (ALIAS_FILES.includes(name)) {
      const found = aliasesOf(path, text)
      if (found) aliases.push(found)
    }
  }
  aliases.sort((a, b) => b.folder.length - a.folder.length)
  return { packages, goModules, aliases }
}

/** JSON as TypeScript reads it: with comments, and commas at the end of a list. */
function lenient(text: string): unknown {
  const plain = text
    .replace(/("(?:[^"\\\n]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (_, quoted) => quoted ?? '')
    .replace(/("(?:[^"\\\n]|\\.)*")|,(?=\s*[}\]])/g, (_, quoted) => quoted ?? '')
  try {
    return JSON.parse(plain)
  } catch {
    // Who wrote it hears of it from the compiler; imports are then found by their packages alone.
    return undefined
  }
}

/** `compilerOptions.paths` and `baseUrl` (TypeScript handbook, "Path mapping"). */
function aliasesOf(path: string, text: string): Aliases | undefined {
  if (!/"(paths|baseUrl)"/.test(text)) return undefined
  const config = lenient(text)
  const options = isRecord(config) ? config.compilerOptions : undefined
  if (!isRecord(options)) return undefined
  const folder = folderOf(path)
  const base = typeof options.baseUrl === 'string' ? options.baseUrl : undefined
  const given = isRecord(options.paths) ? options.paths : {}
  const paths = Object.entries(given).map(([name, to]) => ({
    name,
    to: (Array.isArray(to) ? to : [])
      .filter((one) => typeof one === 'string')
      .map((one) => `${folder}${base ?? ''}/${one}`),
  }))
  if (paths.length === 0 && base === undefined) return undefined
  return { folder, paths, ...(base === undefined ? {} : { base: `${folder}${base}` }) }
}

/** `imports` of a package, by one condition or without (Node.js, "Subpath imports"). */
function importsOf(path: string, text: string): Aliases[] {
  const config = lenient(text)
  const given = isRecord(config) && isRecord(config.imports) ? config.imports : {}
  const folder = folderOf(path)
  const paths = Object.entries(given).map(([name, to]) => ({
    name,
    to: (isRecord(to) ? Object.values(to) : [to])
      .filter((one) => typeof one === 'string')
      .map((one) => folder + one),
  }))
  return paths.length > 0 ? [{ folder, paths }] : []
}

/** Paths, without their ending, that an import under an alias may mean; the nearest first. */
export function* aliased(
  module: string,
  from: string,
  aliases: readonly Aliases[],
): Generator<string> {
  for (const { folder, paths, base } of aliases) {
    if (!from.startsWith(folder)) continue
    for (const { name, to } of paths) {
      const star = name.indexOf('*')
      const [head, tail] = star < 0 ? [name, ''] : [name.slice(0, star), name.slice(star + 1)]
      const fits = star < 0 ? module === name : module.startsWith(head) && module.endsWith(tail)
      if (!fits) continue
      const rest = module.slice(head.length, module.length - tail.length)
      for (const one of to) yield star < 0 ? one : one.replace('*', () => rest)
    }
    if (base !== undefined) yield `${base}/${module}`
  }
}
