import type { Family } from '../languages'
import type { LimitRow } from './limit'
import { GO_LIMITS } from './limits-go'
import { MAVEN_LIMITS } from './limits-maven'
import { NPM_LIMITS } from './limits-npm'
import { PYPI_LIMITS } from './limits-pypi'

export const LIMITS: Record<Family, readonly LimitRow[]> = {
  script: NPM_LIMITS,
  python: PYPI_LIMITS,
  java: MAVEN_LIMITS,
  go: GO_LIMITS,
}

/** Rows that a file may use, by the last word of the call: most files use none. */
export type RowsByName = ReadonlyMap<string, readonly LimitRow[]>

const byModules = new Map<string, RowsByName>()

/** Rows whose module is among those a file imports, and those of global names. */
export function rowsIn(family: Family, modules: readonly string[]): RowsByName {
  const rows = LIMITS[family].filter(
    (row) => row.module === '' || modules.some((module) => fits(row.module, module)),
  )
  const key = `${family} ${rows.map((row) => LIMITS[family].indexOf(row)).join()}`
  const known = byModules.get(key)
  if (known) return known
  const found = new Map<string, LimitRow[]>()
  for (const row of rows) {
    for (const name of row.methods ?? row.members) {
      const last = name.slice(name.lastIndexOf('.') + 1)
      found.set(last, [...(found.get(last) ?? []), row])
    }
  }
  byModules.set(key, found)
  return found
}

/** `a*` stands for `a` and all beneath it, `*b` for every ending in `b`. */
export function fits(pattern: string, module: string): boolean {
  if (pattern.startsWith('*')) return module.endsWith(pattern.slice(1))
  if (!pattern.endsWith('*')) return pattern === module
  const prefix = pattern.slice(0, -1)
  return (
    module.startsWith(prefix) && /^([/.]|$)/.test(module.slice(prefix.replace(/\/$/, '').length))
  )
}
