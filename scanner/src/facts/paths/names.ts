import type { NameRef, QueueFact } from '../../model'
import { REEXPORT } from '../imports/script'
import { type CallTargets, localOf, type Place } from './call-targets'

const MAX_HOPS = 4

/** Resolves names of queues and topics that are written as constants of other files. */
export class Names {
  constructor(readonly targets: CallTargets) {}

  /** Text of a name as seen from a file, or undefined when it is computed. */
  textOf(ref: NameRef, path: string): string | undefined {
    if (ref.startsWith('=')) return ref.slice(1)
    if (ref === '' || ref.startsWith('$')) return undefined
    return this.#constant(ref.replace(/^(this|self)\./, ''), path, 0)
  }

  #constant(name: string, path: string, hops: number): string | undefined {
    const facts = this.targets.files.get(path)
    if (!facts) return undefined
    const own = facts.flow?.names?.[name]
    if (own !== undefined) return own
    if (hops > MAX_HOPS) return undefined
    const [head = '', ...rest] = name.split('.')
    const { imports } = localOf(facts)
    const fact = imports.get(head) ?? imports.get(REEXPORT + head)
    if (fact) {
      const next = fact.imported === '*' ? rest.join('.') : [fact.imported, ...rest].join('.')
      for (const file of this.targets.modules.find(fact.module, path)) {
        const found = this.#constant(next, file, hops + 1)
        if (found !== undefined) return found
      }
      if (path.endsWith('.java')) {
        for (const file of this.targets.modules.javaClass(fact.module, fact.imported, path)) {
          const found = this.#constant(name, file, hops + 1)
          if (found !== undefined) return found
        }
      }
      return undefined
    }
    if (hops === 0 && !path.endsWith('.java')) return undefined
    for (const one of facts.imports) {
      if (one.local !== `${REEXPORT}*`) continue
      for (const file of this.targets.modules.find(one.module, path)) {
        const found = this.#constant(name, file, hops + 1)
        if (found !== undefined) return found
      }
    }
    return undefined
  }

  /** Queue that a call like `Queue.getInstance().add` or `mailQueue.add` puts something on. */
  queueOf(callee: string, at: Place): { queue: QueueFact; path: string } | undefined {
    const dot = callee.lastIndexOf('.')
    if (dot < 0) return undefined
    const receiver = callee.slice(0, dot).replace(/^(this|self)\./, '')
    const local = at.facts.flow?.queues?.find((one) => one.variable === receiver)
    if (local) return { queue: local, path: at.path }
    const made = at.facts.receivers?.[receiver.split('.')[0] ?? '']
    const factory = receiver.endsWith('()') ? receiver.slice(0, -2) : made
    if (factory) {
      const place = this.targets.resolve(factory, at)
      const queue = place?.facts.flow?.queues?.find((one) => belongs(one, place.fn.symbol))
      if (place && queue) return { queue, path: place.path }
    }
    return this.#importedQueue(receiver, at.path, 0)
  }

  #importedQueue(
    variable: string,
    path: string,
    hops: number,
  ): { queue: QueueFact; path: string } | undefined {
    const facts = this.targets.files.get(path)
    if (!facts || hops > MAX_HOPS) return undefined
    const own = facts.flow?.queues?.find((one) => one.variable === variable)
    if (own) return { queue: own, path }
    const { imports } = localOf(facts)
    const fact = imports.get(variable) ?? imports.get(REEXPORT + variable)
    const through = fact ? [fact] : facts.imports.filter((one) => one.local === `${REEXPORT}*`)
    for (const one of through) {
      const next = fact ? fact.imported : variable
      for (const file of this.targets.modules.find(one.module, path)) {
        const found = this.#importedQueue(next, file, hops + 1)
        if (found) return found
      }
      if (hops === 0 && !fact) break
    }
    return undefined
  }
}

/** Made in that function, or in another method of the same class. */
function belongs(queue: QueueFact, symbol: string): boolean {
  const holder = symbol.slice(0, symbol.lastIndexOf('.'))
  return queue.symbol === symbol || (holder !== '' && queue.symbol.startsWith(`${holder}.`))
}
