import type { Resolved } from '../detector'
import type { Family } from '../languages'
import { GO_LIBRARIES } from './libraries-go'
import { MAVEN_LIBRARIES } from './libraries-maven'
import { NPM_LIBRARIES } from './libraries-npm'
import { PYPI_LIBRARIES } from './libraries-pypi'
import type { Form, RetryLibrary } from './library'

export const LIBRARIES: Record<Family, RetryLibrary[]> = {
  script: NPM_LIBRARIES,
  python: PYPI_LIBRARIES,
  java: MAVEN_LIBRARIES,
  go: GO_LIBRARIES,
}

function matches(pattern: string, text: string): boolean {
  if (pattern.startsWith('*')) return text.endsWith(pattern.slice(1))
  if (!pattern.endsWith('*')) return pattern === text
  const prefix = pattern.slice(0, -1)
  if (!text.startsWith(prefix)) return false
  return /(^|[/.])$/.test(prefix) || /^([/.]|$)/.test(text.slice(prefix.length))
}

export const packageOf = (row: RetryLibrary): string =>
  row.package ?? row.module.replace(/[/.]?\*$/, '')

export const libraryKey = (row: RetryLibrary): string => `${row.ecosystem}:${packageOf(row)}`

/** The row of one of the possible origins of a name. */
export function libraryOf(
  family: Family,
  origins: readonly Resolved[],
  forms: readonly Form[],
): RetryLibrary | undefined {
  for (const origin of origins) {
    for (const row of LIBRARIES[family]) {
      if (!forms.includes(row.form) || !matches(row.module, origin.module)) continue
      if (row.members.some((member) => matches(member, origin.member))) return row
    }
  }
  return undefined
}

/** Rows whose module a file imports: most files import none, and then nothing need be asked. */
export function librariesIn(family: Family, modules: readonly string[]): RetryLibrary[] {
  return LIBRARIES[family].filter((row) => modules.some((module) => matches(row.module, module)))
}

/** All rows that share a version, by `ecosystem:package`. */
export const LIBRARY_BY_KEY: ReadonlyMap<string, RetryLibrary> = new Map(
  Object.values(LIBRARIES)
    .flat()
    .toReversed()
    .map((row) => [libraryKey(row), row]),
)
