import type { ClientFact, FileFacts, FunctionFact } from '../../model'
import {
  type ClientPackage,
  clientPackage,
  endingClient,
  isOfAnswer,
  isOnAnswer,
  makesClient,
  sends,
  sendsDirectly,
} from '../flow/outbound-clients'
import { resolverOf } from '../imports/of-file'
import { familyOf } from '../languages'
import type { CallTargets } from './call-targets'
import { localOf } from './local-names'
import { Answers, type Cell } from './memo'
import { type Place, receiverOf } from './place'

/** How sure it is that a call leaves the process. */
export type Confidence = 'high' | 'medium' | 'low'

/** What a receiver was found to be. */
export interface FoundClient extends ClientPackage {
  confidence: Confidence
  /** What it puts in front of every address. */
  base?: string
}

/** Factories that call factories; longer ways are not followed. */
const MAX_HOPS = 4
const NAMED =
  /(client|api|sdk|http|rest|gateway|transport|producer|publisher|connection|conn|session|stub|broker|mailer|webhook|provider|transporter|uploader|service|strategy)s?$/i
/** Methods of containers and of plain values, and what only prepares a call. */
const LOCAL =
  /^(get|set|has|keys|values|items|pop|push|update|clear|copy|index|count|first|last|next|close|dispose|end|on|once|off|use|bind|then|catch|finally|toString|build|json|text|encode|decode|parse|is[A-Z]\w*|get[A-Z]\w*|set[A-Z]\w*|has[A-Z]\w*|with[A-Z]\w*|to[A-Z]\w*|as[A-Z]\w*|add[A-Z]\w*)$/

/** First name of a callee, or all of it before the method, in a function. */
interface Receiver {
  root: string
  at: Place
}

function byReceiver<T>() {
  const cells = new WeakMap<FunctionFact, Map<string, Cell<T>>>()
  return {
    get: ({ root, at }: Receiver) => cells.get(at.fn)?.get(root),
    set: ({ root, at }: Receiver, cell: Cell<T>) =>
      cells.set(at.fn, (cells.get(at.fn) ?? new Map()).set(root, cell)),
  }
}

const sameClient = (a: FoundClient | undefined, b: FoundClient | undefined) =>
  JSON.stringify(a) === JSON.stringify(b)

/** Finds out which client a call goes through: by import, construction, factory or injected type. */
export class ClientsAt {
  readonly #receivers: Answers<Receiver, FoundClient | undefined>
  /** By the whole of what stands before the method. */
  readonly #typed: Answers<Receiver, FoundClient | undefined>

  constructor(readonly targets: CallTargets) {
    const make = ({ root, at }: Receiver) => this.#client(root, at)
    this.#receivers = new Answers(targets.files.memo, make, sameClient, byReceiver())
    const typed = ({ root, at }: Receiver) => this.#through(root, at)
    this.#typed = new Answers(targets.files.memo, typed, sameClient, byReceiver())
  }

  /** The client that a callee's receiver is, when its method is one that sends something. */
  find(callee: string, at: Place): FoundClient | undefined {
    const path = callee.replace(/^(this|self)\./, '')
    const dot = path.lastIndexOf('.')
    const root = dot < 0 ? path : path.slice(0, path.indexOf('.'))
    const direct = this.#direct(path, at)
    if (direct !== undefined || dot < 0) return direct ?? undefined
    const found =
      this.#receivers.get({ root, at }) ??
      this.#typed.get({ root: callee.slice(0, callee.lastIndexOf('.')), at }) ??
      (path === callee ? undefined : this.#inherited(root, at))
    if (!found) return this.#ending(path, at)
    if (isOnAnswer(found, path)) return undefined
    return sends(found, path.slice(dot + 1)) ? found : undefined
  }

  #ending(path: string, { facts }: Place): FoundClient | undefined {
    const modules = facts.imports.map(({ module }) => module)
    const found = endingClient(path, modules, familyOf(facts.language))
    return found && { ...found, confidence: 'medium' }
  }

  /** A field of a type of the repository, or what a function gives back, typed with a package's client. */
  #through(receiver: string, at: Place): FoundClient | undefined {
    // What a client prepares or holds is still the client: `s.set.CoreV1().Pods(space)`, `prisma.user`.
    const before = /^(.+)\.\w+(?:\(\))?$/.exec(receiver)?.[1]
    const found = this.#written(receiver, at)
    return found ?? (before ? this.#typed.get({ root: before, at }) : undefined)
  }

  #written(receiver: string, at: Place): FoundClient | undefined {
    const written = this.targets.receivers.written(receiver, at)
    const facts = written && this.targets.files.get(written.path)
    if (!facts) return undefined
    const there = { ...at, path: written.path, facts }
    const isGo = written.path.endsWith('.go')
    // Go's types have the methods of what they embed.
    const embedded = isGo ? this.targets.types.find(written.name, written.path)?.fact.supers : []
    for (const name of [written.name, ...(embedded ?? [])]) {
      const found = this.#external(name, there)
      if (found) return found
    }
    return undefined
  }

  /** A function of a package: `requests.post`, `urlopen`; null when it only makes something. */
  #direct(path: string, at: Place): FoundClient | null | undefined {
    const family = familyOf(at.facts.language)
    for (const origin of resolverOf(at.facts).resolveAll(path)) {
      const found = clientPackage(origin.module, origin.member, family)
      if (!found || this.#isInside(origin.module, origin.imported, at)) continue
      // What is asked of an answer sends nothing: `ConsumerRecord::value`.
      if (family === 'java' && isOfAnswer(origin.member)) return null
      const sent = sendsDirectly(found, path, family)
      return sent ? { ...found, confidence: found.reviewed ? 'high' : 'low' } : null
    }
    return undefined
  }

  /**
   * A receiver that nobody can tell, named like a client: honest only as a guess. What is imported
   * from the repository itself and answers to no client is none.
   */
  guess(callee: string, at: Place): boolean {
    const path = callee.replace(/^(this|self)\./, '')
    const parts = path.split('.')
    const method = parts.at(-1) ?? ''
    if (parts.length < 2 || LOCAL.test(method)) return false
    const receiver = (parts.at(-2) ?? '').replace(/(\(\)|\[\])+$/, '')
    if (!NAMED.test(receiver)) return false
    const { imports } = localOf(at.facts)
    const root = (parts[0] ?? '').replace(/(\(\)|\[\])+$/, '')
    // A function of a Go package, which `#direct` has judged.
    if (at.path.endsWith('.go') && parts.length === 2 && imports.has(root)) return false
    const origin = receiverOf(at, root)
    const type = imports.get((origin ?? '').split('.')[0] ?? '')
    // A type of the repository's own: its methods are code, here or behind an interface.
    if (origin && (!type || this.#isInside(type.module, type.imported, at))) return false
    const fact = imports.get(root)
    return !(fact && /^[A-Z]/.test(root) && this.#isInside(fact.module, fact.imported, at))
  }

  /** Whether a module is one of the repository's own. */
  #isInside(module: string, name: string, at: Place): boolean {
    return at.path.endsWith('.java')
      ? this.targets.modules.javaClass(module, name, at.path).length > 0
      : this.targets.modules.find(module, at.path).length > 0
  }

  /** `const blob = client.getBlobClient(name)`: what a client gives to go on with. */
  #derived(origin: string | undefined, at: Place, hops: number): FoundClient | undefined {
    const path = origin?.replace(/^(this|self)\./, '') ?? ''
    const dot = path.indexOf('.')
    if (dot < 0 || hops >= MAX_HOPS) return undefined
    const method = path.slice(path.lastIndexOf('.') + 1).replace(/\(\)$/, '')
    const found = this.#client(path.slice(0, dot), at, hops + 1)
    return found && !sends(found, method) ? found : undefined
  }

  #client(root: string, at: Place, hops = 0): FoundClient | undefined {
    const name = root.replace(/(\(\)|\[\])+$/, '')
    const origin = receiverOf(at, name)
    const typed = origin ? this.#external(origin.replace(/\(\)/g, ''), at) : undefined
    if (typed) return typed
    const own = at.facts.flow?.clients?.find((one) => one.variable === name)
    if (own && !origin) return told(own, at.facts, 'high')
    return (
      this.#derived(origin, at, hops) ??
      this.#exported(name, at) ??
      this.#factory(root.endsWith('()') ? name : origin, at, 0)
    )
  }

  /** A type or factory that comes from a package, not from the repository. */
  #external(dotted: string, at: Place): FoundClient | undefined {
    for (const origin of resolverOf(at.facts).resolveAll(dotted)) {
      const found = clientPackage(origin.module, origin.member, familyOf(at.facts.language))
      if (!found || !makesClient(origin.member)) continue
      if (this.#isInside(origin.module, origin.imported, at)) continue
      return { ...found, confidence: found.reviewed ? 'high' : 'low' }
    }
    return undefined
  }

  /** A variable that another file makes and exports. */
  #exported(name: string, at: Place): FoundClient | undefined {
    const fact = localOf(at.facts).imports.get(name)
    for (const file of fact ? this.targets.modules.find(fact.module, at.path) : []) {
      const origin = this.targets.origin(file, fact?.imported ?? '')
      const facts = origin && this.targets.files.get(origin.path)
      const made = facts?.flow?.clients?.find((one) => one.variable === origin?.name)
      if (facts && made) return told(made, facts, 'medium')
    }
    return undefined
  }

  /** A field that a class makes which the one around extends. */
  #inherited(field: string, at: Place): FoundClient | undefined {
    const { types, files } = this.targets
    const around = types.around(at)
    for (const { path, name } of around ? types.above(around) : []) {
      const facts = files.get(path)
      const made = facts?.flow?.clients?.find(
        (one) => one.variable === field && one.symbol.split('.')[0] === name,
      )
      if (facts && made) return told(made, facts, 'high')
    }
    return undefined
  }

  /** `clickhouseClient().query`: the function, or one that it calls, makes the client. */
  #factory(callee: string | undefined, at: Place, hops: number): FoundClient | undefined {
    const place = callee && hops < MAX_HOPS ? this.targets.resolve(callee, at) : undefined
    if (!place || place.fn === at.fn) return undefined
    const made = place.facts.flow?.clients?.find((one) => one.symbol === place.fn.symbol)
    if (made) return told(made, place.facts, 'medium')
    for (const next of place.fn.calls) {
      if (!/client|create|connect|get|instance|build|make|new/i.test(next)) continue
      const found = this.#factory(next, place, hops + 1)
      if (found) return found
    }
    return undefined
  }
}

function told(made: ClientFact, facts: FileFacts, confidence: Confidence): FoundClient | undefined {
  const found = clientPackage(made.module, made.member, familyOf(facts.language))
  const { base } = made
  return (
    found && {
      ...found,
      confidence: found.reviewed ? confidence : 'low',
      ...(base ? { base } : {}),
    }
  )
}
