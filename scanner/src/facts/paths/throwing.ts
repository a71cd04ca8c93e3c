import type { FunctionFact } from '../../model'
import { ANY_CLASS } from '../flow/thrown-classes'
import { familyOf } from '../languages'
import type { CallTargets } from './call-targets'
import type { ClientsAt } from './clients-at'
import { thrownError } from './errors'
import type { TypeAt } from './implementations'
import { localOf } from './local-names'
import { Answers } from './memo'
import { type Place, receiverOf } from './place'
import { isTestPath } from './test-paths'
import type { Types } from './types'

/** Who leads to more functions than this, or by a name that more have, may throw anything. */
const MAX_FUNCTIONS = 400
const MAX_NAMED = 12
const MAX_DEPTH = 8
/** Errors and functions of the languages themselves. */
const BUILT_IN =
  /^((Type|Range|Syntax|Reference|Eval|URI|Aggregate)?Error|DOMException|(Base)?Exception(Group)?|(Arithmetic|Assertion|Attribute|BlockingIO|BrokenPipe|Buffer|ChildProcess|Connection\w*|EOF|FileExists|FileNotFound|FloatingPoint|Import|Index|Indentation|Interrupted|IO|IsADirectory|Key|Lookup|Memory|ModuleNotFound|Name|NotADirectory|NotImplemented|OS|Overflow|Permission|ProcessLookup|Recursion|Runtime|System|Timeout|UnboundLocal|Unicode\w*|Value|ZeroDivision)Error|KeyboardInterrupt|Stop(Async)?Iteration|SystemExit|GeneratorExit)$/
const GLOBAL =
  /^(fetch|(set|clear)(Timeout|Interval|Immediate)|queueMicrotask|structuredClone|(parse|is)(Int|Float|NaN|Finite)|(en|de)codeURI(Component)?|btoa|atob|open|next|iter|abs|round|hash|id|input|callable|issubclass|bytes|chr|ord)$/
/** Classes and objects of browsers and Node, with what they do. */
const PLATFORM =
  /^(URL(SearchParams)?|Headers|Request|Response|FormData|Blob|File|Abort(Controller|Signal)|Text(En|De)coder|(Shared)?ArrayBuffer|\w+\d+Array|DataView|Buffer|Promise|Proxy|Weak(Map|Set|Ref)|Intl|crypto|performance)(\.[\w.]+)?$/

const last = (dotted: string) => dotted.slice(dotted.lastIndexOf('.') + 1)
const samePlaces = (a?: readonly Place[], b?: readonly Place[]) =>
  a === b ||
  (a?.length === b?.length &&
    a?.every(({ fn }, i) => fn === b?.[i]?.fn && a[i]?.path === b[i].path)) === true

type Tried = NonNullable<FunctionFact['swallowed']>[number]

/**
 * Calls of a function that hear how one of these went, or by what another one heard: those of its
 * handlers too, unless they are told.
 */
function hearersOf(
  { calls, hears = [] }: FunctionFact,
  callees: readonly string[],
  failing?: readonly string[],
): Set<string> {
  const heard = new Set(callees)
  const found = new Set(failing)
  for (let before = -1; before < found.size; ) {
    before = found.size
    for (const callee of calls) {
      const goesOn = [...heard].some((one) => callee.startsWith(`${one}().`))
      if (goesOn) found.add(callee)
    }
    for (let at = 0; at < hears.length; at += 2) {
      const [callee, other] = [calls[hears[at] ?? -1], calls[hears[at + 1] ?? -1]]
      const known = other === undefined ? !failing : heard.has(other)
      if (callee !== undefined && known) found.add(callee)
    }
    for (const one of found) heard.add(one)
  }
  // Their own errors are those on the way.
  for (const callee of callees) found.delete(callee)
  return found
}

/** What errors calls may end in. Where nobody can tell, they may end in any. */
export class Throwing {
  readonly types: Types
  /** Functions of the repository that have a name, in one language; undefined for too many. */
  readonly #named: Answers<string, readonly Place[] | undefined>

  constructor(
    readonly targets: CallTargets,
    readonly clients: ClientsAt,
  ) {
    this.types = targets.types
    const { memo, all } = targets.files
    const names = memo.derived(() => namesOf(memo.read(all)))
    this.#named = new Answers(
      memo,
      (key): readonly Place[] | undefined => {
        const found = memo.read(names).get(key) ?? []
        return found.length > MAX_NAMED ? undefined : found
      },
      samePlaces,
    )
  }

  /**
   * Whether a call certainly ends in no error that a handler lets out. Its errors are those of the
   * call that leaves the repository, of the functions on the way to that, and of the calls of these
   * that hear how it went; what others beside them throw is about another call.
   */
  never(
    tried: Tried,
    callee: string,
    at: Place,
    way: { places: readonly Place[]; callee: string },
  ) {
    const { lets = [] } = tried
    // Others than the repository itself could throw what is not all its own.
    if (!lets.every((name) => thrownError(name, at.path, this.types))) return false
    const classes = lets.flatMap((name) => this.types.find(name, at.path) ?? [])
    return this.neverOf(classes, tried, callee, at, way)
  }

  /** The same of classes that the repository alone makes. */
  neverOf(
    classes: readonly TypeAt[],
    { calls, throws = [], failing = [] }: Pick<Tried, 'calls' | 'throws' | 'failing'>,
    callee: string,
    at: Place,
    way: { places: readonly Place[]; callee: string },
  ): boolean {
    const open: Place[] = []
    const follow = (
      place: Place,
      callees: Iterable<string>,
      { calls = place.fn.calls, throws = place.fn.throws ?? [] }: Partial<Tried> = {},
    ) => {
      if (!this.#isFree(place, calls, throws, classes)) return false
      for (const one of callees) {
        const next = this.#next(one, place)
        if (!next) return false
        open.push(...next)
      }
      return true
    }
    const hearers = hearersOf(at.fn, [callee], failing)
    const first = calls.filter((one) => hearers.has(one))
    if (!follow(at, first, { calls, throws })) return false
    for (const [index, place] of way.places.entries()) {
      const next = way.places[index + 1]
      const { fn } = place
      const on = next ? fn.calls.filter((one) => this.#leadsTo(one, place, next)) : [way.callee]
      if (!follow(place, hearersOf(fn, on))) return false
    }
    const seen = new Set<FunctionFact>()
    for (let one = open.pop(); one; one = open.pop()) {
      if (seen.has(one.fn)) continue
      seen.add(one.fn)
      if (seen.size > MAX_FUNCTIONS) return false
      if (!follow(one, one.fn.calls)) return false
    }
    return true
  }

  #leadsTo(callee: string, from: Place, to: Place): boolean {
    return this.targets.resolveAll(callee, from).some(({ fn }) => fn === to.fn)
  }

  /** A function that neither throws nor makes an error of these classes. */
  #isFree(
    { path }: Place,
    callees: readonly string[],
    thrown: readonly string[],
    classes: readonly TypeAt[],
  ): boolean {
    if (thrown.some((name) => name === ANY_CLASS || this.#isOf(name, path, classes) !== false)) {
      return false
    }
    const made = callees.filter((callee) => /^[A-Z]/.test(last(callee.replace(/\.new$/, ''))))
    return !made.some((name) => this.#isOf(name.replace(/\.new$/, ''), path, classes))
  }

  /** Whether a class is one of these or below one; undefined where nobody can tell. */
  #isOf(name: string, path: string, classes: readonly TypeAt[], depth = 0): boolean | undefined {
    const type = this.types.find(name, path)
    if (!type) return this.#isOutside(name, path) ? false : undefined
    if (classes.some(({ fact }) => fact === type.fact)) return true
    if (depth > MAX_DEPTH) return undefined
    const above = (type.fact.supers ?? []).map((one) =>
      this.#isOf(one, type.path, classes, depth + 1),
    )
    return above.includes(true) ? true : above.includes(undefined) ? undefined : false
  }

  /** A name that the language or a package gives; in Java, every class that the repository does not have. */
  #isOutside(name: string, path: string): boolean {
    const head = name.split('.')[0]?.replace(/[()[\]]+$/, '') ?? ''
    const facts = this.targets.files.get(path)
    const fact = facts && localOf(facts).imports.get(head)
    if (path.endsWith('.java')) return /^[A-Z]/.test(last(name))
    if (!fact) return BUILT_IN.test(name) || GLOBAL.test(name) || PLATFORM.test(name)
    return (
      !/^(\.|@\/|~\/)/.test(fact.module) &&
      this.targets.modules.find(fact.module, path).length === 0
    )
  }

  /** What the language or a package gave has no function of the repository: `response.headers.get`. */
  #isGiven(callee: string, at: Place): boolean {
    const [root = '', ...rest] = callee.replace(/^(this|self)\./, '').split('.')
    const origin = rest.length > 0 ? receiverOf(at, root)?.replace(/@\d+$/, '') : undefined
    if (origin === undefined || /[()]/.test(origin) || this.types.find(origin, at.path))
      return false
    return this.#isOutside(origin, at.path)
  }

  /** Functions that a call may lead to; undefined where nobody can tell. */
  #next(callee: string, at: Place): readonly Place[] | undefined {
    const found = this.targets.resolveAll(callee, at)
    if (found.length > 0) return found
    const type = this.types.find(callee, at.path)
    if (type) {
      const names = ['constructor', '__init__', last(type.name)]
      return names.flatMap((name) => this.types.inherited(type, name) ?? [])
    }
    if (this.#isOutside(callee, at.path) || this.#isGiven(callee, at)) return []
    // Of Go's methods all of that name; where there is none, it is somebody else's.
    if (at.path.endsWith('.go')) return this.#named.get(`go ${last(callee)}`) ?? []
    if (this.clients.find(callee, at)) return []
    if (at.facts.plain?.includes(callee)) return []
    // A parameter, which may be any function.
    const { imports } = localOf(at.facts)
    if (/^\w+$/.test(callee) && !at.path.endsWith('.java') && !imports.has(callee)) return undefined
    return this.#named.get(`${familyOf(at.facts.language)} ${last(callee)}`)
  }
}

function namesOf(files: ReadonlyMap<string, Place['facts']>): Map<string, Place[]> {
  const found = new Map<string, Place[]>()
  for (const [path, facts] of files) {
    if (isTestPath(path)) continue
    for (const fn of facts.functions) {
      const key = `${familyOf(facts.language)} ${last(fn.symbol)}`
      const known = found.get(key)
      if (known) known.push({ path, facts, fn })
      else found.set(key, [{ path, facts, fn }])
    }
  }
  return found
}
