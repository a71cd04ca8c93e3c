import type { FileFacts, TypeFact } from '../../model'
import { isTestPath } from './test-paths'

/** A type where it is declared. */
export interface TypeAt {
  path: string
  name: string
  fact: TypeFact
}

/** Classes below classes below …; deeper ones are not followed. */
const MAX_DEPTH = 5
/** Stand-ins do no work. */
const STAND_IN =
  /(^|[/_.-])(mocks?|fakes?|stubs?|fixtures)([/_.-]|$)|(Mock|Fake|Stub|Dummy|No[Oo]p)/

const keyOf = ({ path, name }: TypeAt) => `${path} ${name}`
const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1)

/** Who implements an interface or extends a class, in one commit; looked through once, when asked. */
export class Implementations {
  #below: Map<string, TypeAt[]> | undefined
  #withMethod: Map<string, TypeAt[]> | undefined

  constructor(
    readonly files: ReadonlyMap<string, FileFacts>,
    readonly find: (name: string, from: string) => TypeAt | undefined,
  ) {}

  of(type: TypeAt): TypeAt[] {
    if (type.path.endsWith('.go')) return this.#goImplementations(type)
    this.#below ??= this.#extending()
    const found = new Map<string, TypeAt>()
    let edge = [type]
    for (let depth = 0; depth < MAX_DEPTH && edge.length > 0; depth++) {
      edge = edge
        .flatMap((one) => this.#below?.get(keyOf(one)) ?? [])
        .filter((one) => !found.has(keyOf(one)))
      for (const one of edge) found.set(keyOf(one), one)
    }
    return [...found.values()]
  }

  *#types(isGo: boolean): Generator<TypeAt> {
    for (const [path, { types }] of this.files) {
      if (!types || path.endsWith('.go') !== isGo || isTestPath(path)) continue
      for (const [name, fact] of Object.entries(types)) {
        if (!STAND_IN.test(`${path}/${name}`)) yield { path, name, fact }
      }
    }
  }

  #extending(): Map<string, TypeAt[]> {
    const below = new Map<string, TypeAt[]>()
    for (const type of this.#types(false)) {
      for (const name of type.fact.supers ?? []) {
        const above = this.find(name, type.path)
        if (above) push(below, keyOf(above), type)
      }
    }
    return below
  }

  /** Go's types implement whatever they have the methods for. */
  #goImplementations({ fact }: TypeAt): TypeAt[] {
    if (!fact.open || !fact.methods?.length) return []
    this.#withMethod ??= this.#byMethod()
    const [rarest = [], ...others] = fact.methods
      .map((one) => this.#withMethod?.get(one) ?? [])
      .toSorted((a, b) => a.length - b.length)
    return rarest.filter(({ path, name }) =>
      others.every((types) =>
        types.some((one) => one.name === name && folderOf(one.path) === folderOf(path)),
      ),
    )
  }

  #byMethod(): Map<string, TypeAt[]> {
    const index = new Map<string, TypeAt[]>()
    for (const type of this.#types(true)) {
      if (type.fact.open) continue
      for (const method of type.fact.methods ?? []) push(index, method, type)
    }
    return index
  }
}

function push(map: Map<string, TypeAt[]>, key: string, value: TypeAt): void {
  const known = map.get(key)
  if (known) known.push(value)
  else map.set(key, [value])
}
