import type { FunctionFact, ImportFact } from '../../model'
import type { Origin } from './exports'
import { type Local, localOf } from './local-names'
import { Answers, type Cell } from './memo'
import type { ModuleFiles } from './module-files'
import { type Place, receiverOf } from './place'
import { ReceiverTypes } from './receiver-types'
import type { RepositoryFiles } from './repository-files'
import { isLeftToOthers, Types } from './types'

/** A table of answers about functions, which go with their file's facts. */
export function byFunction<T>() {
  const cells = new WeakMap<FunctionFact, Cell<T>>()
  return {
    get: ({ fn }: Place) => cells.get(fn),
    set: ({ fn }: Place, cell: Cell<T>) => cells.set(fn, cell),
  }
}

const samePlace = (a: Place | undefined, b: Place | undefined) =>
  a?.fn === b?.fn && a?.path === b?.path

/** Finds the function that a dotted callee means. */
export class CallTargets {
  readonly types: Types
  readonly receivers: ReceiverTypes
  /** By module and names, as imported. */
  readonly #meant: Answers<string, Place | undefined>

  constructor(readonly files: RepositoryFiles) {
    this.types = new Types(files)
    this.receivers = new ReceiverTypes(files, this.types)
    this.#meant = new Answers(files.memo, (key) => this.#find(key), samePlace)
  }

  get modules(): ModuleFiles {
    return this.files.modules
  }

  /** Where an exported name comes from, through re-exports. */
  origin(path: string, name: string): Origin | undefined {
    return this.files.origin(path, name)
  }

  /**
   * Every function that a callee may mean: several where it is called through an interface or an
   * abstract class that several implement.
   */
  resolveAll(callee: string, at: Place): Place[] {
    const inherited = /^super(?:\(\))?\.(\w+)$/.exec(callee)?.[1]
    if (inherited) return this.#ofSuper(inherited, at)
    const one = this.resolve(callee, at)
    if (one && !isLeftToOthers(one)) return [one]
    const dot = callee.lastIndexOf('.')
    const method = callee.slice(dot + 1)
    // Java calls what a class inherits by its name alone.
    const type =
      dot >= 0 || at.path.endsWith('.java')
        ? this.receivers.of(dot < 0 ? 'this' : callee.slice(0, dot), at)
        : undefined
    if (type) return this.types.methods(type, method)
    return one ? [one] : []
  }

  #ofSuper(method: string, at: Place): Place[] {
    const around = this.types.around(at)
    for (const name of around?.fact.supers ?? []) {
      const above = around && this.types.find(name, around.path)
      const found = above && this.types.inherited(above, method)
      if (found) return [found]
    }
    return []
  }

  resolve(callee: string, at: Place): Place | undefined {
    // `Manager.getInstance().send`: a singleton's method is its class's.
    const plain = callee.replace(/\.(getInstance|instance|shared)\(\)(?=\.)/, '')
    const own = plain.replace(/^(this|self|super)\./, '')
    const local = localOf(at.facts)
    if (own !== plain || !plain.includes('.')) {
      const found = this.#inScopes(own, at, local)
      if (found) return { ...at, fn: found }
      if (at.path.endsWith('.go') && !plain.includes('.')) {
        return this.#inFiles(this.modules.goSiblings(at.path), [plain])
      }
    }
    const parts = own.split('.')
    const name = parts[0] ?? ''
    if (parts.length > 1) {
      const direct = local.functions.get(own)
      if (direct) return { ...at, fn: direct }
      const type = receiverOf(at, name)
      if (type && parts.length === 2) {
        const method = this.#member(
          type.replace(/\.(builder|getInstance|create)$/, ''),
          parts[1] ?? '',
          at,
        )
        if (method) return method
      }
    }
    return this.imported(own, at)
  }

  /** Place of an imported name, through re-exports. */
  imported(dotted: string, at: Place): Place | undefined {
    const local = localOf(at.facts)
    const parts = dotted.split('.')
    for (let length = parts.length; length > 0; length--) {
      const fact = local.imports.get(parts.slice(0, length).join('.'))
      if (!fact) continue
      const rest = parts.slice(length)
      const names = fact.imported === '*' ? rest : [fact.imported, ...rest]
      return this.#exported(fact, names, at.path)
    }
    if (at.path.endsWith('.java') && /^[A-Z]/.test(parts[0] ?? '')) {
      return this.#inFiles(this.modules.javaClass('', parts[0] ?? '', at.path), parts)
    }
    return undefined
  }

  #inScopes(name: string, at: Place, local: Local): FunctionFact | undefined {
    for (let scope = at.fn.symbol; scope !== ''; ) {
      const found = local.functions.get(`${scope}.${name}`)
      if (found) return found
      const dot = scope.lastIndexOf('.')
      scope = dot < 0 ? '' : scope.slice(0, dot)
    }
    return local.functions.get(name)
  }

  #member(type: string, method: string, at: Place): Place | undefined {
    const own = localOf(at.facts).functions.get(`${type}.${method}`)
    return own ? { ...at, fn: own } : this.imported(`${type}.${method}`, at)
  }

  #exported(fact: ImportFact, names: string[], from: string): Place | undefined {
    if (from.endsWith('.java')) {
      return this.#inFiles(this.modules.javaClass(fact.module, names[0] ?? '', from), names)
    }
    return this.#meant.get([this.modules.keyOf(fact.module, from), ...names].join('\0'))
  }

  #find(key: string): Place | undefined {
    const [module = '', ...names] = key.split('\0')
    const [head = '', ...rest] = names
    for (const path of this.modules.byKey(module)) {
      const own = this.#inFiles([path], names)
      if (own) return own
      const origin = this.origin(path, head)
      const found = origin && this.#inFiles([origin.path], [origin.name, ...rest])
      if (found) return found
    }
    return undefined
  }

  #inFiles(paths: readonly string[], names: readonly string[]): Place | undefined {
    const symbol = names.join('.')
    const method = names.length > 1 ? `.${names.at(-1)}` : undefined
    for (const path of paths) {
      const facts = this.files.get(path)
      if (!facts) continue
      const exact = localOf(facts).functions.get(symbol)
      if (exact) return { path, facts, fn: exact }
      if (names[0] !== 'default') continue
      const only = facts.functions.find(
        (fn) => fn.exported && (method ? fn.symbol.endsWith(method) : !fn.symbol.includes('.')),
      )
      if (only) return { path, facts, fn: only }
    }
    return undefined
  }
}
