import type { FileFacts, NameRef, QueueFact } from '../../model'
import type { CallTargets } from './call-targets'
import { localOf } from './local-names'
import { ownValue, type Place, placeOf, receiverOf } from './place'
import type { Protos } from './protos'
import type { Settings } from './settings'

/** A queue that a function makes, and the function's file. */
interface Made {
  queue: QueueFact
  path: string
  facts: FileFacts
}

/** Resolves names of queues and topics that are written as constants of other files. */
export class Names {
  constructor(
    readonly targets: CallTargets,
    readonly settings: Settings,
  ) {}

  get protos(): Protos {
    return this.settings.protos
  }

  /** Text of a name as seen from a file, or undefined when it is computed. */
  textOf(ref: NameRef, path: string): string | undefined {
    // Nothing is called by an empty name.
    return this.pathOf(ref, path) || undefined
  }

  /** Text of a path, which may be empty. */
  pathOf(ref: NameRef, path: string): string | undefined {
    if (ref.startsWith('=')) return ref.slice(1)
    if (ref === '' || ref.startsWith('$')) return undefined
    return this.#constant(ref.replace(/^(this|self)\./, ''), path)
  }

  #constant(name: string, path: string): string | undefined {
    const facts = this.targets.files.get(path)
    const own = ownValue(facts?.flow?.names, name)
    if (!facts || own !== undefined) return own
    const [head = '', ...rest] = name.split('.')
    const fact = localOf(facts).imports.get(head) ?? besides(head, path)
    if (!fact) return undefined
    const names = fact.imported === '*' ? rest : [fact.imported, ...rest]
    const files = path.endsWith('.java')
      ? this.targets.modules.javaClass(fact.module, fact.imported, path)
      : this.targets.modules.find(fact.module, path)
    for (const file of files) {
      const origin = this.targets.origin(file, names[0] ?? '')
      if (!origin) continue
      const table = this.targets.files.get(origin.path)?.flow?.names
      const found = ownValue(table, [origin.name, ...names.slice(1)].join('.'))
      if (found !== undefined) return found
    }
    return undefined
  }

  /** Queue that a call like `Queue.getInstance().add` or `mailQueue.add` puts something on. */
  queueOf(callee: string, at: Place): { queue: QueueFact; path: string } | undefined {
    const dot = callee.lastIndexOf('.')
    if (dot < 0) return undefined
    const receiver = callee.slice(0, dot).replace(/^(this|self)\./, '')
    const local = at.facts.flow?.queues?.find(
      (one) => holds(one, receiver) && this.isQueue(one, at.path),
    )
    if (local) return { queue: local, path: at.path }
    const made = receiverOf(at, receiver.split('.')[0] ?? '')
    const factory = receiver.endsWith('()') ? receiver.slice(0, -2) : made
    if (factory) {
      const place = this.targets.resolve(factory, at)
      const queue = place?.facts.flow?.queues?.find(
        (one) => belongs(one, place.fn.symbol) && this.isQueue(one, place.path),
      )
      if (place && queue) return { queue, path: place.path }
    }
    return this.#importedQueue(receiver, at.path)
  }

  #importedQueue(variable: string, path: string): { queue: QueueFact; path: string } | undefined {
    const facts = this.targets.files.get(path)
    const fact = facts && localOf(facts).imports.get(variable)
    for (const file of fact ? this.targets.modules.find(fact.module, path) : []) {
      const origin = this.targets.origin(file, fact?.imported ?? '')
      const queues = origin && this.targets.files.get(origin.path)?.flow?.queues
      const queue = queues?.find((one) => one.variable === origin?.name)
      if (origin && queue && this.isQueue(queue, origin.path)) return { queue, path: origin.path }
    }
    return undefined
  }

  /** What a function of the repository's own may make is one where it makes one. */
  isQueue(queue: QueueFact, path: string): boolean {
    return !queue.made || this.makerOf(queue, path) !== undefined
  }

  /** The queue that a function makes from what it is given: of its own name, and what it says of all. */
  makerOf({ made, symbol }: QueueFact, path: string): Made | undefined {
    const facts = made && this.targets.files.get(path)
    const maker = facts && this.targets.resolve(made.callee, placeOf(symbol, path, facts))
    const inside = (one: QueueFact) => !one.made && one.symbol === maker?.fn.symbol
    const queue = maker?.facts.flow?.queues?.find(
      (one) => inside(one) && one.name === `$${made?.at}`,
    )
    return maker && queue && { queue, path: maker.path, facts: maker.facts }
  }
}

/** A class of the same package, which Java does not import. */
const besides = (name: string, path: string) =>
  path.endsWith('.java') && /^[A-Z]/.test(name) ? { module: '', imported: name } : undefined

/** A variable, or a field of a class that others name with it: `MailQueue.instance`. */
function holds({ variable, symbol }: QueueFact, receiver: string): boolean {
  const dot = receiver.lastIndexOf('.')
  return dot < 0
    ? variable === receiver
    : variable === receiver.slice(dot + 1) && symbol.startsWith(`${receiver.slice(0, dot)}.`)
}

/** Made in that function, or in another method of the same class. */
function belongs(queue: QueueFact, symbol: string): boolean {
  const holder = symbol.slice(0, symbol.lastIndexOf('.'))
  return queue.symbol === symbol || (holder !== '' && queue.symbol.startsWith(`${holder}.`))
}
