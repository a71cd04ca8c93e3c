import type { BlockingFact, FileFacts, Finding } from '../../model'
import { type Family, familyOf } from '../languages'
import type { CallTargets } from '../paths/call-targets'
import type { EntryPoint } from '../paths/entry-points'
import { localOf } from '../paths/local-names'
import type { Place } from '../paths/place'
import { isRunOnce } from '../rows/once'
import { blockingInAsync } from './rules'

/** Functions between the one that must not wait and the call that does. */
const MAX_HOPS = 4
/** Calls looked up for one call that waits: names that half of a repository shares lead nowhere. */
const MAX_LOOKUPS = 150
/** Before anything is served, or once and for all: clients, settings, templates. */
const STARTS_UP =
  /(^|[._])(main|start|startup|start_up|boot|bootstrap|init|initiali[sz]e|setup|set_up|register|configure|listen|constructor|__init__|onModuleInit|onApplicationBootstrap|lifespan|create|make|build|migrate|shutdown|close|stop)(?![a-z])|[Cc]onfig|[Ss]ettings|[Tt]emplate|[Cc]lient$|[Ii]nstance$|[Cc]ertificate|[Vv]ersion/
const IS_BUILD =
  /\.config\.[cm]?[jt]s$|(^|\/)(config|webpack|plugins?|generators?|codegen|commands)\//

const names = new WeakMap<FileFacts, ReadonlySet<string>>()
const lastName = (dotted: string) => dotted.slice(dotted.lastIndexOf('.') + 1)

/** Last names of everything a file calls. */
function calledIn(facts: FileFacts): ReadonlySet<string> {
  const known = names.get(facts)
  if (known) return known
  const found = new Set(facts.functions.flatMap(({ calls }) => calls.map(lastName)))
  names.set(facts, found)
  return found
}

/** Goes from calls that wait up to whoever must not. */
class Callers {
  readonly #entries: ReadonlyMap<object, EntryPoint>

  #left = 0
  readonly #loops = new Map<Family, boolean>()

  constructor(
    readonly files: ReadonlyMap<string, FileFacts>,
    readonly targets: CallTargets,
    readonly points: readonly EntryPoint[],
  ) {
    this.#entries = new Map(
      points.flatMap((point) =>
        /^(job|schedule)$/.test(point.kind) ? [] : [[point.place.fn, point] as const],
      ),
    )
  }

  /** Function that makes the call: by name, or written in place where work enters. */
  placeOf({ site }: BlockingFact, path: string, facts: FileFacts): Place | undefined {
    const fn = site.symbol === '' ? undefined : localOf(facts).functions.get(site.symbol)
    if (fn) return { path, facts, fn }
    const { startLine, endLine } = site.region
    return this.points.find(
      ({ place }) =>
        place.path === path &&
        place.fn.region.startLine <= startLine &&
        endLine <= place.fn.region.endLine,
    )?.place
  }

  /** Functions from one that must not wait down to the given one; undefined where there is none. */
  wayTo(place: Place): Place[] | undefined {
    if (!this.#serves(place.facts)) return undefined
    let edge: Place[][] = [[place]]
    this.#left = MAX_LOOKUPS
    const seen = new Set<object>([place.fn])
    for (let hops = 0; hops <= MAX_HOPS && edge.length > 0; hops++) {
      const found = edge.find(([first]) => first && this.#mustNotWait(first))
      if (found) return found
      edge = edge.flatMap((way) => {
        const [first] = way
        return first ? this.#callersOf(first, seen).map((caller) => [caller, ...way]) : []
      })
    }
    return undefined
  }

  /** Whether anything in this language runs on a loop: most of Java does not. */
  #serves({ language }: FileFacts): boolean {
    const family = familyOf(language)
    if (family === 'script') return this.#entries.size > 0
    const known = this.#loops.get(family)
    if (known !== undefined) return known
    let any = false
    for (const facts of this.files.values()) {
      any ||= familyOf(facts.language) === family && facts.functions.some((fn) => fn.async)
    }
    this.#loops.set(family, any)
    return any
  }

  #mustNotWait({ path, facts, fn }: Place): boolean {
    if (isRunOnce(path) || STARTS_UP.test(lastName(fn.symbol))) return false
    // Everything in Node runs on the loop: what counts is whether it serves somebody.
    return facts.language === 'python' || facts.language === 'java'
      ? fn.async
      : this.#entries.has(fn)
  }

  #callersOf(target: Place, seen: Set<object>): Place[] {
    const name = lastName(target.fn.symbol)
    if (!name || isRunOnce(target.path) || STARTS_UP.test(name)) return []
    const found: Place[] = []
    const around = this.#around(target)
    if (around && !seen.has(around.fn)) {
      seen.add(around.fn)
      found.push(around)
    }
    for (const place of this.#whoCalls(name)) {
      const { facts, fn, path } = place
      if (seen.has(fn) || isRunOnce(path) || IS_BUILD.test(path)) continue
      const calls = fn.calls.some((callee) => {
        if (lastName(callee) !== name) return false
        if (facts.blocking?.elsewhere?.includes(`${fn.symbol} ${callee}`)) return false
        if (--this.#left < 0) return false
        const [one, ...others] = this.targets.resolveAll(callee, place)
        return one?.fn === target.fn && others.length === 0
      })
      if (!calls) continue
      seen.add(fn)
      found.push(place)
    }
    return found
  }

  /** Work that a function writes in place, in JavaScript: `run({ sql: () => query(args) })`. */
  #around({ path, facts, fn }: Place): Place | undefined {
    if (familyOf(facts.language) !== 'script') return undefined
    const outer = localOf(facts).functions.get(fn.symbol.slice(0, fn.symbol.lastIndexOf('.')))
    const { startLine, endLine } = outer?.region ?? { startLine: 1, endLine: 0 }
    return outer && startLine <= fn.region.startLine && fn.region.endLine <= endLine
      ? { path, facts, fn: outer }
      : undefined
  }

  *#whoCalls(name: string): Generator<Place> {
    for (const [path, facts] of this.files) {
      if (!calledIn(facts).has(name)) continue
      for (const fn of facts.functions) yield { path, facts, fn }
    }
    for (const { place } of this.points) yield place
  }
}

function messageOf({ callee, does }: BlockingFact, way: readonly Place[]): string {
  const [root, ...rest] = way.map(({ fn, path }) => fn.symbol || path)
  const through = rest.length > 0 ? `, through ${rest.map((one) => `\`${one}\``).join(' → ')}` : ''
  return `\`${callee}\` ${does} on the thread that serves everybody else: \`${root}\` runs there${through}.`
}

function findingOf(fact: BlockingFact, way: readonly Place[]): Finding | undefined {
  const last = way.at(-1)
  if (!last) return undefined
  const steps = way.map((place, at) => ({
    path: place.path,
    region: place.fn.region,
    symbol: place.fn.symbol,
    message: at === 0 ? 'must not wait' : `calls ${place.fn.symbol}`,
  }))
  return {
    ...fact.site,
    rule: blockingInAsync.id,
    message: messageOf(fact, way),
    path: last.path,
    ...(way.length > 1
      ? {
          flow: [
            ...steps,
            {
              path: last.path,
              region: fact.site.region,
              symbol: fact.site.symbol,
              message: `${fact.callee} ${fact.does}`,
            },
          ],
        }
      : {}),
    data: { call: fact.callee, through: way.map(({ fn, path }) => fn.symbol || path) },
  }
}

/** Calls that wait where something further out must not. */
export function blockingInAsyncFlows(
  files: ReadonlyMap<string, FileFacts>,
  targets: CallTargets,
  points: readonly EntryPoint[],
): Finding[] {
  const found: Finding[] = []
  const callers = new Callers(files, targets, points)
  for (const [path, facts] of files) {
    if (!facts.blocking?.calls || isRunOnce(path) || IS_BUILD.test(path)) continue
    // One for each function: what is mended is the function.
    const told = new Set<object>()
    for (const fact of facts.blocking.calls) {
      const place = callers.placeOf(fact, path, facts)
      if (place && told.has(place.fn)) continue
      if (place) told.add(place.fn)
      const way = place && callers.wayTo(place)
      const finding = way && findingOf(fact, way)
      if (finding) found.push(finding)
    }
  }
  return found
}
