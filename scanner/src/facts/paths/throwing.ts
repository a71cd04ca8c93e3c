import type { FunctionFact } from '../../model'
import { ANY_CLASS } from '../flow/thrown-classes'
import { familyOf } from '../languages'
import type { CallTargets } from './call-targets'
import type { ClientsAt } from './clients-at'
import { thrownError } from './errors'
import type { TypeAt } from './implementations'
import { localOf } from './local-names'
import { Answers } from './memo'
import type { Place } from './place'
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

const last = (dotted: string) => dotted.slice(dotted.lastIndexOf('.') + 1)
const samePlaces = (a?: readonly Place[], b?: readonly Place[]) =>
  a === b ||
  (a?.length === b?.length &&
    a?.every(({ fn }, i) => fn === b?.[i]?.fn && a[i]?.path === b[i].path)) === true

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

  /** Whether errors of these classes certainly come neither from a function nor from those of its calls. */
  never(names: readonly string[], calls: readonly string[], at: Place): boolean {
    if (names.length === 0) return true
    // Others than the repository itself could throw what is not all its own.
    if (!names.every((name) => thrownError(name, at.path, this.types))) return false
    const classes = names.flatMap((name) => this.types.find(name, at.path) ?? [])
    const seen = new Set<FunctionFact>([at.fn])
    const open: Place[] = []
    for (let [one, callees]: [Place | undefined, readonly string[]] = [at, calls]; one; ) {
      if (!this.#isFree(one, callees, classes)) return false
      for (const callee of callees) {
        const next = this.#next(callee, one)
        if (!next) return false
        for (const place of next) {
          if (seen.has(place.fn)) continue
          seen.add(place.fn)
          open.push(place)
        }
      }
      if (seen.size > MAX_FUNCTIONS) return false
      one = open.pop()
      callees = one?.fn.calls ?? []
    }
    return true
  }

  /** A function that neither throws nor makes an error of these classes. */
  #isFree({ fn, path }: Place, callees: readonly string[], classes: readonly TypeAt[]): boolean {
    const thrown = fn.throws ?? []
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
    if (!fact) return BUILT_IN.test(name) || GLOBAL.test(name)
    return (
      !/^(\.|@\/|~\/)/.test(fact.module) &&
      this.targets.modules.find(fact.module, path).length === 0
    )
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
    if (this.#isOutside(callee, at.path) || this.clients.find(callee, at)) return []
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
