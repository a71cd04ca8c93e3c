import type { CallTargets } from './call-targets'
import { localOf } from './local-names'

/** Numbers that are written as constants of other files, or as defaults of variables of the environment. */
export class Limits {
  constructor(readonly targets: CallTargets) {}

  /** Value of a name as seen from a file, and the file that says it. */
  numberOf(ref: string, path: string): { value: number; path: string } | undefined {
    const name = ref.replace(/^(this|self)\./, '')
    const own = this.#in(path, name)
    if (own) return own
    const facts = this.targets.files.get(path)
    const parts = name.split('.')
    const last = parts.at(-1) ?? ''
    if (!facts) return undefined
    const fact = localOf(facts).imports.get(parts[0] ?? '')
    if (!fact) return parts.length > 1 ? this.#in(path, last) : undefined
    const files = path.endsWith('.java')
      ? this.targets.modules.javaClass(fact.module, fact.imported, path)
      : this.targets.modules.find(fact.module, path)
    const exported = fact.imported === '*' ? parts.slice(1) : [fact.imported, ...parts.slice(1)]
    for (const file of files) {
      const origin = this.targets.origin(file, exported[0] ?? '')
      const found =
        this.#in(file, exported.join('.')) ??
        // `env.MAX_ATTEMPTS`: the object is made from a schema that stands beside it.
        (parts.length > 1 ? this.#in(file, last) : undefined) ??
        (origin && this.#in(origin.path, [origin.name, ...exported.slice(1)].join('.')))
      if (found) return found
    }
    return undefined
  }

  #in(path: string, name: string): { value: number; path: string } | undefined {
    const numbers = this.targets.files.get(path)?.flow?.numbers
    if (!numbers || !Object.hasOwn(numbers, name)) return undefined
    const value = numbers[name]
    return value === undefined ? undefined : { value, path }
  }
}
