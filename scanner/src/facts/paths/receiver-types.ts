import type { TypeAt } from './implementations'
import { localOf } from './local-names'
import { emptyFunction, ownValue, type Place, receiverOf } from './place'
import type { RepositoryFiles } from './repository-files'
import type { Types } from './types'

/** A type as it is written in a file, whether or not the repository declares it. */
export interface Written {
  name: string
  path: string
}

/** Factories that call factories; longer ways are not followed. */
const MAX_HOPS = 6
/** What gives the class itself where nothing else is written. */
const SELF = /^(builder|getInstance|instance|create|of|shared)$/
const CALL = '()'

/** Types of what calls go through: from a variable on through fields and what functions give back. */
export class ReceiverTypes {
  constructor(
    readonly files: RepositoryFiles,
    readonly types: Types,
  ) {}

  /** Type of `store`, `this.store`, `s.store` (Go), `factory.getStore()` or `newStore()`. */
  of(receiver: string, at: Place): TypeAt | undefined {
    return this.#declared(this.written(receiver, at))
  }

  written(receiver: string, at: Place, hops = 0): Written | undefined {
    const [root = '', ...rest] = receiver.split('.')
    if (hops > MAX_HOPS || /[^\w$().]/.test(receiver)) return undefined
    let from = rest
    let found: Written | undefined
    if (/^(this|self)$/.test(root)) {
      const [field = ''] = rest
      const around = this.types.around(at)
      const own = around && { name: around.name, path: around.path }
      const origin = field.endsWith(CALL) ? undefined : receiverOf(at, field)
      if (origin) from = rest.slice(1)
      found = origin ? this.#ofOrigin(origin, at, hops) : own
    } else if (root.endsWith(CALL)) {
      found = this.#ofFunction(root.slice(0, -2), 0, at)
    } else {
      const origin = receiverOf(at, root)
      const [next = ''] = rest
      const shared = origin ? undefined : this.#imported(root, next, at, hops)
      if (origin) found = this.#ofOrigin(origin, at, hops)
      else if (shared) {
        found = shared
        if (this.#isModule(root, at)) from = rest.slice(1)
      } else if (next.endsWith(CALL) && this.#isModule(root, at)) {
        found = this.#ofFunction(`${root}.${next.slice(0, -2)}`, 0, at)
        from = rest.slice(1)
      } else {
        const own = /^[A-Z]/.test(root) ? { name: root, path: at.path } : undefined
        found = this.#packaged(root, at, hops) ?? this.#inherited(root, at) ?? own
      }
    }
    for (const step of from) {
      const type = this.#declared(found)
      found = type && this.#step(type, step, hops)
    }
    return found
  }

  #declared(written: Written | undefined): TypeAt | undefined {
    return written && this.types.find(written.name, written.path)
  }

  #isModule(name: string, at: Place): boolean {
    return localOf(at.facts).imports.get(name)?.imported === '*'
  }

  /** A field of a class that the one around extends, which Java calls by its name alone. */
  #inherited(root: string, at: Place): Written | undefined {
    const around = at.path.endsWith('.java') ? this.types.around(at) : undefined
    for (const { path, fact } of around ? this.types.above(around) : []) {
      const name = ownValue(fact.fields, root)
      if (name !== undefined) return { name, path }
    }
    return undefined
  }

  /** A variable that another file of a Go package declares. */
  #packaged(root: string, at: Place, hops: number): Written | undefined {
    if (!at.path.endsWith('.go') || localOf(at.facts).imports.has(root)) return undefined
    for (const path of this.files.modules.goSiblings(at.path)) {
      const facts = this.files.get(path)
      const origin = facts && ownValue(facts.instances, root)
      if (facts && origin)
        return this.#ofOrigin(origin, { path, facts, fn: emptyFunction('') }, hops + 1)
    }
    return undefined
  }

  /** `users` of `import { users } from './users'`, and `users` of `module.users`. */
  #imported(root: string, next: string, at: Place, hops: number): Written | undefined {
    const fact = localOf(at.facts).imports.get(root)
    for (const file of fact ? this.files.modules.find(fact.module, at.path) : []) {
      const asked = fact?.imported === '*' ? next : (fact?.imported ?? '')
      const told = this.files.origin(file, asked)
      const facts = told && this.files.get(told.path)
      const origin = facts && ownValue(facts.instances, told.name)
      if (origin) {
        const there = { path: told.path, facts, fn: emptyFunction('') }
        return this.#ofOrigin(origin, there, hops + 1)
      }
    }
    return undefined
  }

  /** What a variable was made from or typed with: a type, else a factory and which of its results. */
  #ofOrigin(origin: string, at: Place, hops: number): Written | undefined {
    const [text = '', place] = origin.split('@')
    const typed = { name: text, path: at.path }
    if (place === undefined && this.types.find(text, at.path)) return typed
    const dot = text.lastIndexOf('.')
    const name = text.slice(dot + 1).replace(CALL, '')
    const index = Number(place ?? 0)
    if (dot > 0 && !this.#isModule(text.slice(0, dot), at)) {
      const type = this.#declared(this.written(text.slice(0, dot), at, hops + 1))
      return type ? this.#ofMethod(type, name, index) : typed
    }
    return this.#ofFunction(text, index, at) ?? (place === undefined ? typed : undefined)
  }

  #step(type: TypeAt, step: string, hops: number): Written | undefined {
    if (step.endsWith(CALL)) return this.#ofMethod(type, step.slice(0, -2), 0)
    // What a Go type embeds is a field under its own name.
    const embedded = (one: string) => type.path.endsWith('.go') && one.split('.').at(-1) === step
    const held = type.fact.fields?.[step] ?? type.fact.supers?.find(embedded)
    if (held) return { name: held, path: type.path }
    for (const { path, name, fact } of [type, ...this.types.above(type)]) {
      const kept = fact.fields?.[step]
      if (kept) return { name: kept, path }
      const facts = this.files.get(path)
      const at = facts && { path, facts, fn: emptyFunction(name) }
      const origin = at && receiverOf(at, step)
      if (origin) return this.#ofOrigin(origin, at, hops + 1)
    }
    return undefined
  }

  #ofMethod(type: TypeAt, method: string, index: number, depth = 0): Written | undefined {
    for (const file of this.#filesOf(type.path)) {
      const name = this.#result(file, `${type.name}.${method}`, index)
      if (name) return { name, path: file }
    }
    for (const one of depth < MAX_HOPS ? (type.fact.supers ?? []) : []) {
      const above = this.types.find(one, type.path)
      const found = above && this.#ofMethod(above, method, index, depth + 1)
      if (found) return found
    }
    return SELF.test(method) ? { name: type.name, path: type.path } : undefined
  }

  #ofFunction(name: string, index: number, at: Place): Written | undefined {
    const dot = name.lastIndexOf('.')
    const own = name.slice(dot + 1)
    const imported = localOf(at.facts).imports.get(dot < 0 ? name : name.slice(0, dot))
    const files = imported
      ? this.files.modules.find(imported.module, at.path)
      : dot < 0
        ? this.#filesOf(at.path)
        : []
    for (const file of files) {
      const symbol = imported && imported.imported !== '*' ? imported.imported : own
      const origin = imported ? this.files.origin(file, symbol) : undefined
      const path = origin?.path ?? file
      const found = this.#result(path, origin?.name ?? symbol, index)
      if (found) return { name: found, path }
    }
    return undefined
  }

  #filesOf(path: string): readonly string[] {
    return path.endsWith('.go') ? this.files.modules.goSiblings(path) : [path]
  }

  #result(path: string, symbol: string, index: number): string | undefined {
    const results = this.files.get(path)?.results
    return results && Object.hasOwn(results, symbol) ? results[symbol]?.[index] : undefined
  }
}
