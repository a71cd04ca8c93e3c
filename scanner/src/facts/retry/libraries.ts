import type { RetryLayer } from '../../model'
import type { Resolved } from '../detector'
import type { Family } from '../languages'
import { GO_LIBRARIES } from './libraries-go'
import { MAVEN_CLIENTS } from './libraries-maven-clients'
import { MAVEN_MARKS } from './libraries-maven-marks'
import { MAVEN_WRAPPERS } from './libraries-maven-wrappers'
import { NPM_LIBRARIES } from './libraries-npm'
import { PYPI_CLIENTS } from './libraries-pypi-clients'
import { PYPI_WORK } from './libraries-pypi-work'
import type { Form, RetryLibrary } from './library'

export const LIBRARIES: Record<Family, RetryLibrary[]> = {
  script: NPM_LIBRARIES,
  python: [...PYPI_WORK, ...PYPI_CLIENTS],
  java: [...MAVEN_MARKS, ...MAVEN_WRAPPERS, ...MAVEN_CLIENTS],
  go: GO_LIBRARIES,
}

const expressions = new Map<string, RegExp>()

/** A pattern with `^` is a regular expression; `*` at an end stands for any text of whole segments. */
function matches(pattern: string, text: string): boolean {
  if (pattern.startsWith('^')) {
    const known = expressions.get(pattern) ?? new RegExp(pattern)
    expressions.set(pattern, known)
    return known.test(text)
  }
  if (pattern.startsWith('*')) return text.endsWith(pattern.slice(1))
  if (!pattern.endsWith('*')) return pattern === text
  const prefix = pattern.slice(0, -1)
  if (!text.startsWith(prefix)) return false
  return /(^|[/.])$/.test(prefix) || /^([/.]|$)/.test(text.slice(prefix.length))
}

export const packageOf = (row: RetryLibrary): string =>
  row.package ?? row.module.replace(/[/.]?\*$/, '')

const baseKey = (row: RetryLibrary): string => `${row.ecosystem}:${packageOf(row)}`
const firstOf = new Map<string, RetryLibrary>()
for (const row of Object.values(LIBRARIES).flat()) {
  if (!firstOf.has(baseKey(row))) firstOf.set(baseKey(row), row)
}

/** `pypi:urllib3`, and `pypi:urllib3!client:PoolManager` for a further row of the package. */
export function libraryKey(row: RetryLibrary): string {
  const base = baseKey(row)
  return firstOf.get(base) === row ? base : `${base}!${row.form}:${row.members[0] ?? ''}`
}

/** The field of the module that sets it for all, where there is one. */
export function settingOf(row: RetryLibrary): Pick<RetryLayer, 'setting'> {
  const knob = row.knobs?.find(({ setting, bean }) => setting !== undefined || bean !== undefined)
  if (!knob) return {}
  return { setting: { name: knob.bean ?? `${row.module}.${knob.setting}`, counts: knob.counts } }
}

/** Names of the fields of modules that set it for all. */
export const MODULE_SETTINGS: ReadonlySet<string> = new Set(
  Object.values(LIBRARIES)
    .flat()
    .flatMap((row) => settingOf(row).setting?.name ?? []),
)

/** Name of the package in a key. */
export const packageIn = (key: string): string => key.replace(/^\w+:/, '').replace(/!.*$/, '')

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

/** The row of a client that is known by its type alone. */
export const libraryOfType = (
  family: Family,
  { module, member }: Pick<Resolved, 'module' | 'member'>,
  method: string,
): RetryLibrary | undefined =>
  LIBRARIES[family].find(
    ({ types = {}, module: of }) =>
      Object.hasOwn(types, member) && types[member]?.includes(method) && matches(of, module),
  )

/** Methods by which a client that is known by its type alone sends. */
export const TYPED_METHODS: ReadonlySet<string> = new Set(
  Object.values(LIBRARIES)
    .flat()
    .flatMap(({ types = {} }) => Object.values(types).flat()),
)

/** Rows whose module a file imports: most files import none, and then nothing need be asked. */
export function librariesIn(family: Family, modules: readonly string[]): RetryLibrary[] {
  return LIBRARIES[family].filter((row) => modules.some((module) => matches(row.module, module)))
}

/** All rows by their key. */
export const LIBRARY_BY_KEY: ReadonlyMap<string, RetryLibrary> = new Map(
  Object.values(LIBRARIES)
    .flat()
    .map((row) => [libraryKey(row), row]),
)
