import type { Manifest } from '../versions'

const SCRIPT_ENDINGS = [
  '.ts',
  '.tsx',
  '.js',
  '.mjs',
  '.jsx',
  '/index.ts',
  '/index.tsx',
  '/index.js',
]
const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1)

function normal(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

/** Finds the files of a repository that an import means. Everything is looked up on demand. */
export class ModuleFiles {
  #scripts = new Map<string, string[]>()
  #byName: Map<string, string[]> | undefined
  #goFolders: Map<string, string[]> | undefined
  #packages: Map<string, string> | undefined
  #goModules: { module: string; folder: string }[] | undefined

  constructor(
    readonly paths: ReadonlyMap<string, unknown>,
    readonly manifests: readonly Manifest[],
  ) {}

  /** Files an import of a module may mean, as written in a file. */
  find(module: string, from: string): string[] {
    if (from.endsWith('.py')) return this.#python(module, from)
    if (from.endsWith('.go')) return this.#go(module)
    if (from.endsWith('.java')) return []
    const key = `${folderOf(from)} ${module}`
    let found = this.#scripts.get(key)
    if (!found) {
      const file = this.#script(module, from)
      found = file ? [file] : []
      this.#scripts.set(key, found)
    }
    return found
  }

  /** File of a Java class by the package it is imported from, or of its own package. */
  javaClass(module: string, name: string, from: string): string[] {
    if (module === '') {
      const same = `${folderOf(from)}${name}.java`
      return this.paths.has(same) ? [same] : []
    }
    const end = `/${module.replaceAll('.', '/')}/${name}.java`
    return this.#named(`${name}.java`).filter((path) => `/${path}`.endsWith(end))
  }

  goSiblings(from: string): string[] {
    const folder = folderOf(from)
    return this.#inFolder(folder)
  }

  #script(module: string, from: string): string | undefined {
    if (module.startsWith('.')) return this.#scriptFile(folderOf(from) + module)
    const alias =
      /^[@~]\/(.*)$/.exec(module)?.[1] ?? (module.startsWith('src/') ? module : undefined)
    if (alias !== undefined) {
      for (let folder = folderOf(from); ; folder = folderOf(folder.slice(0, -1))) {
        const found = this.#scriptFile(`${folder}src/${alias}`) ?? this.#scriptFile(folder + alias)
        if (found || folder === '') return found
      }
    }
    const name = module
      .split('/')
      .slice(0, module.startsWith('@') ? 2 : 1)
      .join('/')
    const folder = this.#workspace(name)
    if (folder === undefined) return undefined
    const rest = module.slice(name.length + 1)
    return rest
      ? (this.#scriptFile(folder + rest) ?? this.#scriptFile(`${folder}src/${rest}`))
      : (this.#scriptFile(`${folder}src/index`) ?? this.#scriptFile(`${folder}index`))
  }

  #scriptFile(path: string): string | undefined {
    const base = normal(path)
    if (this.paths.has(base)) return base
    const stem = base.replace(/\.[mc]?jsx?$/, '')
    for (const ending of SCRIPT_ENDINGS) {
      if (this.paths.has(base + ending)) return base + ending
      if (stem !== base && this.paths.has(stem + ending)) return stem + ending
    }
    return undefined
  }

  #workspace(name: string): string | undefined {
    if (!this.#packages) {
      this.#packages = new Map()
      for (const { path, text } of this.manifests) {
        if (!/(^|\/)package\.json$/.test(path)) continue
        const own = /"name"\s*:\s*"([^"]+)"/.exec(text)?.[1]
        if (own) this.#packages.set(own, folderOf(path))
      }
    }
    return this.#packages.get(name)
  }

  #python(module: string, from: string): string[] {
    const dots = /^\.+/.exec(module)?.[0].length ?? 0
    const rest = module.slice(dots).replaceAll('.', '/')
    const at = (folder: string) =>
      [`${folder}${rest}.py`, `${folder}${rest ? `${rest}/` : ''}__init__.py`].filter((path) =>
        this.paths.has(path),
      )
    let folder = folderOf(from)
    if (dots > 0) {
      for (let up = 1; up < dots; up++) folder = folderOf(folder.slice(0, -1))
      return at(folder)
    }
    for (; ; folder = folderOf(folder.slice(0, -1))) {
      // What is imported absolutely stands in a folder that is no package itself.
      const found = this.paths.has(`${folder}__init__.py`) ? [] : at(folder)
      if (found.length > 0 || folder === '') return found.length > 0 ? found : at('src/')
    }
  }

  #go(module: string): string[] {
    this.#goModules ??= this.manifests.flatMap(({ path, text }) => {
      const own = /(^|\/)go\.mod$/.test(path) ? /^module\s+(\S+)/m.exec(text)?.[1] : undefined
      return own ? [{ module: own, folder: folderOf(path) }] : []
    })
    for (const { module: own, folder } of this.#goModules) {
      if (module !== own && !module.startsWith(`${own}/`)) continue
      const rest = module.slice(own.length + 1)
      return this.#inFolder(rest ? `${folder}${rest}/` : folder)
    }
    return []
  }

  #inFolder(folder: string): string[] {
    if (!this.#goFolders) {
      this.#goFolders = new Map()
      for (const path of this.paths.keys()) {
        if (!path.endsWith('.go')) continue
        const known = this.#goFolders.get(folderOf(path))
        if (known) known.push(path)
        else this.#goFolders.set(folderOf(path), [path])
      }
    }
    return this.#goFolders.get(folder) ?? []
  }

  #named(name: string): string[] {
    if (!this.#byName) {
      this.#byName = new Map()
      for (const path of this.paths.keys()) {
        const key = path.slice(path.lastIndexOf('/') + 1)
        const known = this.#byName.get(key)
        if (known) known.push(path)
        else this.#byName.set(key, [path])
      }
    }
    return this.#byName.get(name) ?? []
  }
}
