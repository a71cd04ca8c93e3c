import type { Resolved } from '../detector'

/** A call that asks a database. */
export interface Query {
  reads: boolean
  /** Library, as people name it. */
  mechanism: string
}

/** What is known where a call stands. */
export interface QueryScope {
  /** Modules that the file imports. */
  modules: readonly string[]
  /** Type or factory that a variable, field or parameter was made from. */
  originOf(name: string): string | undefined
  resolveAll(dotted: string): Resolved[]
  /** Whether a type of the repository is a Spring Data repository. */
  isRepository?(type: string): boolean
  /** Go: module and name of the type of `s.db`. */
  typeOf?(path: readonly string[]): string | undefined
}

/** Whether what a name was made from comes from one of these modules. */
export function comesFrom(name: string, modules: RegExp, scope: QueryScope): string | undefined {
  const origin = scope.originOf(name)?.replace(/\(\)/g, '')
  if (origin === undefined) return undefined
  return scope.resolveAll(origin).find(({ module }) => modules.test(module))?.member
}
