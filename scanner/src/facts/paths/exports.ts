import type { FileFacts } from '../../model'
import { REEXPORT } from '../imports/script'
import { localOf } from './local-names'
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

/** Where an exported name comes from, through barrels that hand on what hundreds of files export. */
export class Exports {
  #tables = new Map<string, Map<string, Origin>>()

  constructor(
    readonly files: ReadonlyMap<string, FileFacts>,
    readonly modules: ModuleFiles,
  ) {}

  origin(path: string, name: string, hops = 0): Origin | undefined {
    const facts = this.files.get(path)
    if (!facts || hops > MAX_HOPS) return undefined
    if (ownNames(facts).has(name)) return { path, name }
    const { imports } = localOf(facts)
    const named = imports.get(REEXPORT + name) ?? imports.get(name)
    if (named) {
      for (const file of this.modules.find(named.module, path)) {
        const found = this.origin(file, named.imported, hops + 1)
        if (found) return found
      }
      return undefined
    }
    return this.#table(path, facts, hops).get(name)
  }

  /** Everything that `export *` hands on. */
  #table(path: string, facts: FileFacts, hops: number): Map<string, Origin> {
    const known = this.#tables.get(path)
    if (known) return known
    const table = new Map<string, Origin>()
    this.#tables.set(path, table)
    if (hops > MAX_HOPS) return table
    for (const one of facts.imports) {
      if (one.local !== `${REEXPORT}*`) continue
      for (const file of this.modules.find(one.module, path)) this.#add(table, file, hops)
    }
    return table
  }

  #add(table: Map<string, Origin>, path: string, hops: number): void {
    const facts = this.files.get(path)
    if (!facts) return
    for (const name of ownNames(facts)) if (!table.has(name)) table.set(name, { path, name })
    for (const fact of facts.imports) {
      if (!fact.local.startsWith(REEXPORT) || fact.local === `${REEXPORT}*`) continue
      const name = fact.local.slice(REEXPORT.length)
      const found = table.has(name) ? undefined : this.origin(path, name, hops + 1)
      if (found) table.set(name, found)
    }
    for (const [name, origin] of this.#table(path, facts, hops + 1)) {
      if (!table.has(name)) table.set(name, origin)
    }
  }
}
