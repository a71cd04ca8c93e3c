import type { Manifest } from '../versions'
import { Answers, type Cell, type Memo } from './memo'
import { aliased, type Named, namedBy, normal, sameNames } from './module-names'
import { RepositoryPaths } from './repository-paths'

const SCRIPT_ENDINGS = ['.ts', '.tsx', '.js', '.mjs', '.jsx']
const INDEX_FILES = ['index.ts', 'index.tsx', 'index.js']
const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1)

const sameFiles = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((one, i) => one === b[i])

/** Finds the files of a repository that an import means. Everything is looked up on demand. */
export class ModuleFiles {
  readonly paths: RepositoryPaths
  readonly #named: Cell<Named>
  #manifests: readonly Manifest[] = []
  readonly #found: Answers<string, string[]>

  constructor(readonly memo: Memo) {
    this.paths = new RepositoryPaths(memo)
    this.#named = memo.given(namedBy([]))
    this.#found = new Answers(memo, (key) => this.#find(key), sameFiles)
  }

  /** Goes to another state; whether any import may mean another file now. */
  set(paths: ReadonlySet<string>, manifests: readonly Manifest[]): boolean {
    const moved = this.paths.set(paths)
    if (manifests === this.#manifests) return moved
    this.#manifests = manifests
    const named = namedBy(manifests)
    if (sameNames(this.#named.value, named)) return moved
    this.memo.set(this.#named, named)
    return true
  }

  /** Files an import of a module may mean, as written in a file. */
  find(module: string, from: string): string[] {
    return from.endsWith('.java') ? [] : this.byKey(this.keyOf(module, from))
  }

  /** What files of one folder and language mean by a module. */
  keyOf(module: string, from: string): string {
    const kind = from.endsWith('.py') ? 'py' : from.endsWith('.go') ? 'go' : 'script'
    return `${kind}\n${folderOf(from)}\n${module}`
  }

  byKey(key: string): string[] {
    return this.#found.get(key)
  }

  #find(key: string): string[] {
    const [kind, from = '', module = ''] = key.split('\n')
    if (kind === 'py') return this.#python(module, from)
    if (kind === 'go') return this.#go(module)
    const file = this.#script(module, from)
    return file ? [file] : []
  }

  /** File of a Java class by the package it is imported from, or of its own package. */
  javaClass(module: string, name: string, from: string): string[] {
    if (module === '') {
      const same = `${folderOf(from)}${name}.java`
      return this.paths.has(same) ? [same] : []
    }
    const end = `/${module.replaceAll('.', '/')}/${name}.java`
    return this.paths.named(`${name}.java`).filter((path) => `/${path}`.endsWith(end))
  }

  goSiblings(from: string): string[] {
    return this.#goFiles(folderOf(from))
  }

  #script(module: string, from: string): string | undefined {
    if (module.startsWith('.')) return this.#scriptFile(folderOf(from) + module)
    for (const path of aliased(module, from, this.memo.read(this.#named).aliases)) {
      const found = this.#scriptFile(path)
      if (found) return found
    }
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
    const folder = this.memo.read(this.#named).packages.get(name)
    if (folder === undefined) return undefined
    const rest = module.slice(name.length + 1)
    return rest
      ? (this.#scriptFile(folder + rest) ?? this.#scriptFile(`${folder}src/${rest}`))
      : (this.#scriptFile(`${folder}src/index`) ?? this.#scriptFile(`${folder}index`))
  }

  #scriptFile(path: string): string | undefined {
    const base = normal(path)
    const folder = folderOf(base)
    const name = base.slice(folder.length)
    const beside = this.paths.inFolder(folder)
    if (beside.has(name)) return base
    const stem = name.replace(/\.[mc]?jsx?$/, '')
    for (const one of stem === name ? [name] : [name, stem]) {
      const found = SCRIPT_ENDINGS.find((ending) => beside.has(one + ending))
      if (found) return folder + one + found
    }
    const within = base === '' ? '' : `${base}/`
    const inside = this.paths.inFolder(within)
    const index = INDEX_FILES.find((file) => inside.has(file))
    return index && within + index
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
    for (const { module: own, folder } of this.memo.read(this.#named).goModules) {
      if (module !== own && !module.startsWith(`${own}/`)) continue
      const rest = module.slice(own.length + 1)
      return this.#goFiles(rest ? `${folder}${rest}/` : folder)
    }
    return []
  }

  #goFiles(folder: string): string[] {
    const own = [...this.paths.inFolder(folder)].filter((name) => name.endsWith('.go'))
    return own.map((name) => folder + name)
  }
}
