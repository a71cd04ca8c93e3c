import type { FileFacts } from '../../model'
import type { Manifest } from '../versions'
import { Exports, type Origin, surfaceOf } from './exports'
import type { Cell, Memo } from './memo'
import { ModuleFiles } from './module-files'
import { isTestPath } from './test-paths'

/** Null where no number is written. */
interface Setting {
  value: number | null
  path: string
}

const BEAN = 'bean:'

/** A bean is known to the module that it stands in. */
const beanKey = (name: string, path: string) => `${name} ${path.replace(/\/?src\/\w+\/.*$/, '')}`

/** The files of a repository as they stand at one commit, moved from one to the next by what changed. */
export class RepositoryFiles {
  readonly modules: ModuleFiles
  #facts: ReadonlyMap<string, FileFacts> = new Map()
  readonly #files = new Map<string, Cell<FileFacts | undefined>>()
  /** All files, another map whenever any says something else to others. */
  readonly surfaces: Cell<ReadonlyMap<string, FileFacts>>
  /** All files, another map in each state. */
  readonly all: Cell<ReadonlyMap<string, FileFacts>>
  /** What any file sets on a library's module as a whole. */
  readonly #settings: Cell<ReadonlyMap<string, Setting>>
  readonly #exports: Exports

  constructor(readonly memo: Memo) {
    this.modules = new ModuleFiles(memo)
    this.surfaces = memo.given(this.#facts)
    this.all = memo.given(this.#facts)
    this.#settings = memo.given<ReadonlyMap<string, Setting>>(new Map())
    this.#exports = new Exports(memo, this, this.modules)
  }

  set(facts: ReadonlyMap<string, FileFacts>, manifests: readonly Manifest[]): void {
    let otherwise = this.modules.set(new Set(facts.keys()), manifests)
    for (const [path, own] of facts) {
      const before = this.#facts.get(path)
      if (before === own) continue
      if (!before || surfaceOf(before) !== surfaceOf(own)) otherwise = true
      const cell = this.#files.get(path)
      if (cell) this.memo.set(cell, own)
    }
    for (const path of this.#facts.keys()) {
      const cell = facts.has(path) ? undefined : this.#files.get(path)
      if (cell) this.memo.set(cell, undefined)
    }
    this.#facts = facts
    this.memo.set(this.all, facts)
    this.#set(facts)
    // What is made of all files, as tables of who implements what are, is made anew, when asked for.
    if (otherwise) this.memo.set(this.surfaces, facts)
  }

  #set(facts: ReadonlyMap<string, FileFacts>): void {
    const settings = new Map<string, Setting>()
    for (const [path, { flow }] of facts) {
      if (!flow?.settings || isTestPath(path)) continue
      for (const [name, value] of Object.entries(flow.settings)) {
        const key = name.startsWith(BEAN) ? beanKey(name, path) : name
        const before = settings.get(key)
        if (!before) settings.set(key, { value, path })
        else if (name.startsWith(BEAN) && before.value !== value)
          settings.set(key, { value: null, path: before.path })
      }
    }
    const said = (all: ReadonlyMap<string, Setting>) => JSON.stringify([...all])
    if (said(settings) !== said(this.#settings.value)) this.memo.set(this.#settings, settings)
  }

  /**
   * A number set on a library's module, or by a bean of the application that a file belongs to, and
   * by which file; the first by path where several do. Beans that disagree make it unknown.
   */
  setting(name: string, path: string): Setting | undefined {
    return this.memo.read(this.#settings).get(name.startsWith(BEAN) ? beanKey(name, path) : name)
  }

  /** The file that gives an application's container a bean, as seen from a file of the application. */
  bean(name: string, path: string): string | undefined {
    return name.startsWith(BEAN) ? this.setting(name, path)?.path : undefined
  }

  get(path: string): FileFacts | undefined {
    let cell = this.#files.get(path)
    if (!cell) {
      cell = this.memo.given(this.#facts.get(path))
      this.#files.set(path, cell)
    }
    return this.memo.read(cell)
  }

  /** Where an exported name comes from, through re-exports. */
  origin(path: string, name: string): Origin | undefined {
    return this.#exports.origin(path, name)
  }
}
