import type { FileFacts } from '../../model'
import { familyOf } from '../languages'
import type { Exports } from './exports'
import { Implementations, type TypeAt } from './implementations'
import { localOf } from './local-names'
import type { ModuleFiles } from './module-files'
import { type Place, receiverOf } from './place'

/** More say that the call goes anywhere, which nobody could act on. */
const MAX_IMPLEMENTATIONS = 12
const MAX_DEPTH = 5

/** Types of a commit: where a name is declared, what it inherits, who implements it. */
export class Types {
  #found = new Map<string, TypeAt | undefined>()
  readonly #implementations: Implementations

  constructor(
    readonly files: ReadonlyMap<string, FileFacts>,
    readonly modules: ModuleFiles,
    readonly exports: Exports,
  ) {
    this.#implementations = new Implementations(files, (name, from) => this.find(name, from))
  }

  /** Declaration of a type as a file names it. */
  find(name: string, from: string): TypeAt | undefined {
    const key = `${from} ${name}`
    if (!this.#found.has(key)) this.#found.set(key, this.#search(name, from))
    return this.#found.get(key)
  }

  /** Methods that a call on a type may mean: its own or inherited one, else those of whoever implements it. */
  methods(type: TypeAt, method: string): Place[] {
    const own = this.inherited(type, method)
    if (own) return [own]
    const all = new Map<object, Place>()
    for (const one of this.#implementations.of(type)) {
      const place = this.inherited(one, method)
      if (place) all.set(place.fn, place)
    }
    return all.size > MAX_IMPLEMENTATIONS ? [] : [...all.values()]
  }

  /** A method of the type itself or of what it extends. */
  inherited(type: TypeAt, method: string, depth = 0): Place | undefined {
    const own = this.#own(type, method)
    if (own || depth > MAX_DEPTH) return own
    for (const name of type.fact.supers ?? []) {
      const above = this.find(name, type.path)
      const found = above && this.inherited(above, method, depth + 1)
      if (found) return found
    }
    return undefined
  }

  /** Class around a function. */
  around({ path, fn }: Pick<Place, 'path' | 'fn'>): TypeAt | undefined {
    let scope = fn.symbol
    for (let dot = scope.lastIndexOf('.'); dot > 0; dot = scope.lastIndexOf('.')) {
      scope = scope.slice(0, dot)
      const found = this.find(scope, path)
      if (found?.path === path) return found
    }
    return undefined
  }

  /** Type of `store` or, in Go, of `s.store`, as a function sees it. */
  ofPath(parts: readonly string[], at: Place): TypeAt | undefined {
    const [root = '', ...fields] = parts
    const made = receiverOf(at, root)?.replace(/(\(\))?\.(builder|getInstance|create|of)$/, '')
    let type = made ? this.find(made, at.path) : undefined
    for (const field of fields) {
      const held: string | undefined = type?.fact.fields?.[field]
      type = type && held ? this.find(held, type.path) : undefined
    }
    return type
  }

  #own({ path, name }: TypeAt, method: string): Place | undefined {
    const symbol = `${name}.${method}`
    for (const file of path.endsWith('.go') ? this.modules.goSiblings(path) : [path]) {
      const facts = this.files.get(file)
      const fn = facts && localOf(facts).functions.get(symbol)
      if (fn) return { path: file, facts, fn }
    }
    return undefined
  }

  #at(path: string, name: string): TypeAt | undefined {
    const types = this.files.get(path)?.types
    const fact = types && Object.hasOwn(types, name) ? types[name] : undefined
    return fact && { path, name, fact }
  }

  #search(name: string, from: string): TypeAt | undefined {
    const facts = this.files.get(from)
    if (!facts) return undefined
    const family = familyOf(facts.language)
    if (family === 'go') return this.#goType(name, from)
    const own = this.#at(from, name)
    if (own) return own
    const parts = name.split('.')
    const { imports } = localOf(facts)
    for (let length = parts.length; length > 0; length--) {
      const fact = imports.get(parts.slice(0, length).join('.'))
      if (!fact || fact.local === '*') continue
      const rest = parts.slice(length)
      const names = fact.imported === '*' ? rest : [fact.imported, ...rest]
      return family === 'java'
        ? this.#javaType(fact.module, names, from)
        : this.#exported(fact.module, names, from)
    }
    if (family !== 'java') return undefined
    const wildcards = facts.imports.filter(({ local }) => local === '*')
    const modules = ['', ...wildcards.map(({ module }) => module)]
    for (const module of modules) {
      const found = this.#javaType(module, parts, from)
      if (found) return found
    }
    return undefined
  }

  #javaType(module: string, names: readonly string[], from: string): TypeAt | undefined {
    for (const file of this.modules.javaClass(module, names[0] ?? '', from)) {
      const found = this.#at(file, names.join('.'))
      if (found) return found
    }
    return undefined
  }

  #exported(module: string, [head = '', ...rest]: readonly string[], from: string) {
    for (const file of this.modules.find(module, from)) {
      const origin = this.exports.origin(file, head)
      const found =
        this.#at(file, [head, ...rest].join('.')) ??
        (origin && this.#at(origin.path, [origin.name, ...rest].join('.')))
      if (found) return found
    }
    return undefined
  }

  #goType(name: string, from: string): TypeAt | undefined {
    const [head = '', member] = name.split('.')
    const facts = this.files.get(from)
    const module = member && facts ? localOf(facts).imports.get(head)?.module : undefined
    if (member && !module) return undefined
    const files = module ? this.modules.find(module, from) : this.modules.goSiblings(from)
    let methods: TypeAt | undefined
    for (const file of files) {
      const found = this.#at(file, member ?? head)
      // Where it is declared says more than where it has methods.
      if (found && (found.fact.open || found.fact.fields || found.fact.supers)) return found
      methods ??= found
    }
    return methods
  }
}
