import type { TypeFact } from '../../model'
import { familyOf } from '../languages'
import { type Extension, extensionsIn, Implementations, type TypeAt } from './implementations'
import { localOf } from './local-names'
import { Answers, type Cell } from './memo'
import type { ModuleFiles } from './module-files'
import type { Place } from './place'
import type { RepositoryFiles } from './repository-files'

/** More say that the call goes anywhere, which nobody could act on. */
const MAX_IMPLEMENTATIONS = 12
const MAX_DEPTH = 5

/** A table of answers about types, which go with their file's facts. */
function byFact<T>() {
  const cells = new WeakMap<TypeFact, Cell<T>>()
  return {
    get: ({ fact }: TypeAt) => cells.get(fact),
    set: ({ fact }: TypeAt, cell: Cell<T>) => cells.set(fact, cell),
  }
}

const same = (a: TypeAt | undefined, b: TypeAt | undefined) =>
  a?.fact === b?.fact && a?.path === b?.path && a?.name === b?.name

const sameExtension = (a: Extension, b: Extension | undefined) =>
  same(a.type, b?.type) && same(a.above, b?.above)

/** A method that does no more than say that classes below have to: `raise NotImplementedError`. */
export const isLeftToOthers = ({ fn }: Place): boolean =>
  fn.calls.length === 0 && (fn.throws?.every((name) => /^NotImplemented/.test(name)) ?? false)

/** Types of a commit: where a name is declared, what it inherits, who implements it. */
export class Types {
  readonly #found: Answers<string, TypeAt | undefined>
  readonly #extensions: Answers<string, Extension[]>
  readonly #implementations: Cell<Implementations>
  readonly #below: Answers<TypeAt, readonly TypeAt[]>

  constructor(readonly files: RepositoryFiles) {
    const { memo, surfaces } = files
    this.#found = new Answers(memo, (key) => this.#search(key), same)
    const find = (name: string, from: string) => this.find(name, from)
    this.#extensions = new Answers(
      memo,
      (path) => extensionsIn(path, files.get(path)?.types ?? {}, find),
      (a, b) => a.length === b.length && a.every((one, i) => sameExtension(one, b[i])),
    )
    const extensions = (path: string) => this.#extensions.get(path)
    this.#implementations = memo.derived(() => new Implementations(memo.read(surfaces), extensions))
    this.#below = new Answers(
      memo,
      (type) => memo.alone(memo.read(this.#implementations), (all) => all.of(type)),
      (a, b) => a.length === b.length && a.every((one, i) => same(one, b[i])),
      byFact(),
    )
  }

  get modules(): ModuleFiles {
    return this.files.modules
  }

  /** Declaration of a type as a file names it. */
  find(name: string, from: string): TypeAt | undefined {
    return this.#found.get(`${from}\n${name}`)
  }

  /** Methods that a call on a type may mean: its own or inherited one, else those of whoever implements it. */
  methods(type: TypeAt, method: string): Place[] {
    const own = this.inherited(type, method)
    if (own && !isLeftToOthers(own)) return [own]
    const all = new Map<object, Place>()
    for (const one of this.#below.get(type)) {
      const place = this.inherited(one, method)
      if (place) all.set(place.fn, place)
    }
    if (all.size === 0 && own) return [own]
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

  /** Who extends or implements a type, however far below. */
  below(type: TypeAt): readonly TypeAt[] {
    return this.#below.get(type)
  }

  /** What a type extends, and what that does, the nearest first. */
  above(type: TypeAt, depth = 0): TypeAt[] {
    if (depth > MAX_DEPTH) return []
    return (type.fact.supers ?? []).flatMap((name) => {
      const one = this.find(name, type.path)
      return one ? [one, ...this.above(one, depth + 1)] : []
    })
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

  #search(key: string): TypeAt | undefined {
    const [from = '', name = ''] = key.split('\n')
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
      const origin = this.files.origin(file, head)
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
