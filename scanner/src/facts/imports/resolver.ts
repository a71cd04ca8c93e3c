import type { ImportFact } from '../../model'
import type { Resolved } from '../detector'
import type { Family } from '../languages'

function resolved(module: string, imported: string, path: string[]): Resolved {
  const own = imported === '*' || imported === 'default' ? [] : [imported]
  return { module, imported, path, member: [...own, ...path].join('.') }
}

/** Answers where a dotted name comes from. */
export class ImportResolver {
  #byLocal = new Map<string, ImportFact>()
  #wildcards: ImportFact[] = []
  #answers = new Map<string, Resolved[]>()

  constructor(
    imports: readonly ImportFact[],
    readonly family: Family,
  ) {
    for (const fact of imports) {
      if (fact.local === '*') this.#wildcards.push(fact)
      else this.#byLocal.set(fact.local, fact)
    }
  }

  /** Every possible origin, the certain one alone if there is one. */
  resolveAll(dotted: string): Resolved[] {
    const known = this.#answers.get(dotted)
    if (known) return known
    const found = this.#origins(dotted)
    this.#answers.set(dotted, found)
    return found
  }

  #origins(dotted: string): Resolved[] {
    const parts = dotted.split('.')
    if (parts[0] === 'this' || parts[0] === 'self') return []
    for (let length = parts.length; length > 0; length--) {
      const fact = this.#byLocal.get(parts.slice(0, length).join('.'))
      if (!fact) continue
      const rest = parts.slice(length)
      if (fact.imported !== '*') return [resolved(fact.module, fact.imported, rest)]
      const [first, ...path] = rest
      return [resolved(fact.module, first ?? '*', path)]
    }
    if (this.family === 'java') {
      const type = parts.findIndex((part) => /^[A-Z]/.test(part))
      const name = parts[type]
      if (type > 0 && name) {
        return [resolved(parts.slice(0, type).join('.'), name, parts.slice(type + 1))]
      }
      if (type !== 0) return []
    }
    const [name, ...path] = parts
    return this.#wildcards.map((fact) => resolved(fact.module, name ?? '*', path))
  }

  /** The certain origin, or null. */
  resolve(dotted: string): Resolved | null {
    const all = this.resolveAll(dotted)
    return all.length === 1 ? (all[0] ?? null) : null
  }
}
