import type { FileFacts } from '../../model'
import { REEXPORT } from '../imports/script'
import { localOf } from './local-names'
import { Answers, type Memo } from './memo'
import type { ModuleFiles } from './module-files'

export interface Origin {
  path: string
  name: string
}

const MAX_HOPS = 6
const roots = new WeakMap<FileFacts, ReadonlySet<string>>()
const rootOf = (dotted: string) => dotted.split('.', 1)[0] ?? ''

/** Names that a file itself says something about: functions, classes, constants, queues, clients. */
function ownNames(facts: FileFacts): ReadonlySet<string> {
  const known = roots.get(facts)
  if (known) return known
  const { flow } = facts
  const found = new Set<string>()
  for (const fn of facts.functions) found.add(rootOf(fn.symbol))
  for (const name of Object.keys(facts.types ?? {})) found.add(rootOf(name))
  for (const name of Object.keys(facts.results ?? {})) found.add(rootOf(name))
  for (const name of Object.keys(facts.instances ?? {})) found.add(name)
  for (const name of Object.keys(flow?.names ?? {})) found.add(rootOf(name))
  for (const queue of flow?.queues ?? []) if (queue.variable) found.add(rootOf(queue.variable))
  for (const one of flow?.clients ?? []) found.add(rootOf(one.variable ?? one.symbol))
  for (const one of flow?.outgoing ?? []) found.add(rootOf(one.symbol))
  for (const layer of facts.retryLayers) {
    found.add(rootOf(layer.symbol))
    if (layer.client) found.add(rootOf(layer.client))
  }
  roots.set(facts, found)
  return found
}

const surfaces = new WeakMap<FileFacts, string>()

/** What others may see of a file: while it is the same, so is every answer about its exports and types. */
export function surfaceOf(facts: FileFacts): string {
  const known = surfaces.get(facts)
  if (known !== undefined) return known
  const imports = facts.imports.map((one) => `${one.local}=${one.module}#${one.imported}`)
  const types = JSON.stringify(facts.types ?? {})
  const told = facts.defaultExport ?? ''
  const found = [...ownNames(facts), '', ...imports, told, types].join('\n')
  surfaces.set(facts, found)
  return found
}

const looksAlike = (a: FileFacts | undefined, b: FileFacts | undefined) =>
  a === b || (a !== undefined && b !== undefined && surfaceOf(a) === surfaceOf(b))
const sameOrigin = (a: Origin | undefined, b: Origin | undefined) =>
  a?.path === b?.path && a?.name === b?.name
const splitKey = (key: string): [string, string] => {
  const [path = '', name = ''] = key.split('\n')
  return [path, name]
}

/** Where an exported name comes from, through barrels that hand on what hundreds of files export. */
export class Exports {
  /** Facts by path, the same as long as what others see of them is. */
  readonly #seen: Answers<string, FileFacts | undefined>
  readonly #tables: Answers<string, Map<string, Origin>>
  readonly #origins: Answers<string, Origin | undefined>

  constructor(
    memo: Memo,
    files: { get(path: string): FileFacts | undefined },
    readonly modules: ModuleFiles,
  ) {
    this.#seen = new Answers(memo, (path) => files.get(path), looksAlike)
    this.#tables = new Answers(memo, (path) => this.#table(path))
    this.#origins = new Answers(memo, (key) => this.#find(...splitKey(key)), sameOrigin)
  }

  origin(path: string, name: string): Origin | undefined {
    return this.#origins.get(`${path}\n${name}`)
  }

  #find(path: string, name: string, hops = 0): Origin | undefined {
    const facts = this.#seen.get(path)
    if (!facts || hops > MAX_HOPS) return undefined
    if (ownNames(facts).has(name)) return { path, name }
    if (name === 'default' && facts.defaultExport)
      return this.#find(path, facts.defaultExport, hops + 1)
    const { imports } = localOf(facts)
    const named = imports.get(REEXPORT + name) ?? imports.get(name)
    if (named) {
      for (const file of this.modules.find(named.module, path)) {
        const found = this.#find(file, named.imported, hops + 1)
        if (found) return found
      }
      return undefined
    }
    const told = this.#tables.get(path).get(name)
    if (!told || told.path === path) return undefined
    return this.#find(told.path, name, hops + 1)
  }

  /** Which file says each name that `export *` hands on, or hands it on by name itself. */
  #table(path: string): Map<string, Origin> {
    const table = new Map<string, Origin>()
    const seen = new Set([path])
    let next = [path]
    for (let hops = 0; next.length > 0 && hops < MAX_HOPS; hops++) {
      const found = next.flatMap((from) => this.#stars(from)).filter((file) => !seen.has(file))
      next = [...new Set(found)]
      for (const file of next) {
        seen.add(file)
        for (const name of this.#said(file))
          if (!table.has(name)) table.set(name, { path: file, name })
      }
    }
    return table
  }

  #stars(path: string): string[] {
    const imports = this.#seen.get(path)?.imports ?? []
    return imports.flatMap(({ local, module }) =>
      local === `${REEXPORT}*` ? this.modules.find(module, path) : [],
    )
  }

  #said(path: string): string[] {
    const facts = this.#seen.get(path)
    if (!facts) return []
    const handed = facts.imports.flatMap(({ local }) =>
      local.startsWith(REEXPORT) && local !== `${REEXPORT}*` ? local.slice(REEXPORT.length) : [],
    )
    return [...ownNames(facts), ...handed]
  }
}
