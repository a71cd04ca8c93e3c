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

/** A type and one that it extends or implements. */
export interface Extension {
  type: TypeAt
  above: TypeAt
}

/** What the types of a file extend, as far as they do work. */
export function extensionsIn(
  path: string,
  types: NonNullable<FileFacts['types']>,
  find: (name: string, from: string) => TypeAt | undefined,
): Extension[] {
  return workingTypes(path, types).flatMap((type) =>
    (type.fact.supers ?? []).flatMap((name) => {
      const above = find(name, path)
      return above ? [{ type, above }] : []
    }),
  )
}

function workingTypes(path: string, types: NonNullable<FileFacts['types']>): TypeAt[] {
  if (isTestPath(path)) return []
  return Object.entries(types).flatMap(([name, fact]) =>
    STAND_IN.test(`${path}/${name}`) ? [] : [{ path, name, fact }],
  )
}

/** Who implements an interface or extends a class, in one commit; looked through once, when asked. */
export class Implementations {
  #below: Map<string, TypeAt[]> | undefined
  #withMethod: Map<string, TypeAt[]> | undefined

  constructor(
    readonly files: ReadonlyMap<string, FileFacts>,
    readonly extensions: (path: string) => readonly Extension[],
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

  #extending(): Map<string, TypeAt[]> {
    const below = new Map<string, TypeAt[]>()
    for (const [path, { types }] of this.files) {
      if (!types || path.endsWith('.go')) continue
      for (const { type, above } of this.extensions(path)) push(below, keyOf(above), type)
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
    for (const [path, { types }] of this.files) {
      if (!types || !path.endsWith('.go')) continue
      for (const type of workingTypes(path, types)) {
        if (type.fact.open) continue
        for (const method of type.fact.methods ?? []) push(index, method, type)
      }
    }
    return index
  }
}

function push(map: Map<string, TypeAt[]>, key: string, value: TypeAt): void {
  const known = map.get(key)
  if (known) known.push(value)
  else map.set(key, [value])
}
