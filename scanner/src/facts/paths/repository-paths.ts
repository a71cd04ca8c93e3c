import { Answers, type Cell, type Memo } from './memo'

const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1)
const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1)
const alike = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((one, i) => one === b[i])

/** Which files there are, by folder and by name: an answer is made of the folders it looked into. */
export class RepositoryPaths {
  #paths: ReadonlySet<string> = new Set()
  readonly #folders = new Map<string, Cell<ReadonlySet<string>>>()
  readonly #all: Cell<ReadonlyMap<string, readonly string[]>>
  readonly #named: Answers<string, readonly string[]>

  constructor(readonly memo: Memo) {
    this.#all = memo.given<ReadonlyMap<string, readonly string[]>>(new Map())
    this.#named = new Answers(memo, (name) => memo.read(this.#all).get(name) ?? [], alike)
  }

  /** Whether any file came or went. */
  set(paths: ReadonlySet<string>): boolean {
    const changed = new Set<string>()
    for (const path of paths) if (!this.#paths.has(path)) changed.add(folderOf(path))
    for (const path of this.#paths) if (!paths.has(path)) changed.add(folderOf(path))
    this.#paths = paths
    if (changed.size === 0) return false
    const names = new Map<string, Set<string>>()
    const byName = new Map<string, string[]>()
    for (const path of paths) {
      const name = nameOf(path)
      if (name.endsWith('.java')) byName.set(name, [...(byName.get(name) ?? []), path])
      const folder = folderOf(path)
      if (changed.has(folder)) names.set(folder, (names.get(folder) ?? new Set()).add(name))
    }
    for (const folder of changed) {
      const cell = this.#folders.get(folder)
      const now = names.get(folder) ?? new Set()
      if (cell) this.memo.set(cell, now)
      else this.#folders.set(folder, this.memo.given<ReadonlySet<string>>(now))
    }
    this.memo.set(this.#all, byName)
    return true
  }

  has(path: string): boolean {
    return this.inFolder(folderOf(path)).has(nameOf(path))
  }

  /** Names of the files in a folder, given with its slash. */
  inFolder(folder: string): ReadonlySet<string> {
    let cell = this.#folders.get(folder)
    if (!cell) {
      cell = this.memo.given<ReadonlySet<string>>(new Set())
      this.#folders.set(folder, cell)
    }
    return this.memo.read(cell)
  }

  /** Java files of a name, wherever they are. */
  named(name: string): readonly string[] {
    return this.#named.get(name)
  }
}
