import type { FileFacts, FunctionFact, ImportFact } from '../../model'
import { Exports } from './exports'
import { type Local, localOf } from './local-names'
import type { ModuleFiles } from './module-files'

/** A function in its file. */
export interface Place {
  path: string
  facts: FileFacts
  fn: FunctionFact
}

/** A name like `constructor` is no entry of a plain object. */
export const ownValue = (
  table: Readonly<Record<string, string>> | undefined,
  name: string,
): string | undefined => (table && Object.hasOwn(table, name) ? table[name] : undefined)

/** Type, class or factory of a variable as seen from a function: the innermost scope that says it. */
export function receiverOf({ facts, fn }: Place, name: string): string | undefined {
  for (let scope = fn.symbol; ; scope = scope.slice(0, Math.max(0, scope.lastIndexOf('.')))) {
    const found = ownValue(facts.receivers, scope ? `${scope}#${name}` : name)
    if (found !== undefined || scope === '') return found
  }
}

/** Finds the function that a dotted callee means. */
export class CallTargets {
  readonly exports: Exports
  #answers = new Map<string, Place | undefined>()

  constructor(
    readonly files: ReadonlyMap<string, FileFacts>,
    readonly modules: ModuleFiles,
  ) {
    this.exports = new Exports(files, modules)
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
    const files = this.modules.find(fact.module, from)
    const [head = '', ...rest] = names
    for (const path of files) {
      const key = `${path} ${names.join('.')}`
      if (!this.#answers.has(key)) {
        const origin = this.exports.origin(path, head)
        const found =
          this.#inFiles([path], names) ??
          (origin && this.#inFiles([origin.path], [origin.name, ...rest]))
        this.#answers.set(key, found)
      }
      const answer = this.#answers.get(key)
      if (answer) return answer
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
