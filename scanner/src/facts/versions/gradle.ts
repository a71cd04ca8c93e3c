import { parse } from 'smol-toml'
import { folderOf, type Manifest, matched, nameOf, quoted } from './manifest'

/** Lock files are asked first, then the version catalog, then build scripts. */
export const GRADLE_FILES = [
  'gradle.lockfile',
  'libs.versions.toml',
  'build.gradle',
  'build.gradle.kts',
  'gradle.properties',
]

/** A catalog stands in `gradle/` and holds for the folder above. */
export const gradleScope = (path: string): string => folderOf(path).replace(/(^|\/)gradle\/$/, '$1')

const catalogs = new WeakMap<Manifest, ReadonlyMap<string, string>>()

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined

function entriesOf(value: unknown): [string, unknown][] {
  return value && typeof value === 'object' ? Object.entries(value) : []
}

const inside = (value: unknown, key: string): unknown =>
  entriesOf(value).find(([name]) => name === key)?.[1]

/** Plain version of a catalog's rich one: `{ strictly = "1.2" }`. */
function plain(value: unknown): string | undefined {
  return (
    textOf(value) ??
    textOf(inside(value, 'strictly') ?? inside(value, 'require') ?? inside(value, 'prefer'))
  )
}

/** Modules of a version catalog, `group:artifact` to version. */
function catalog(manifest: Manifest): ReadonlyMap<string, string> {
  const known = catalogs.get(manifest)
  if (known) return known
  const found = new Map<string, string>()
  catalogs.set(manifest, found)
  let read: unknown
  try {
    read = parse(manifest.text)
  } catch {
    // A catalog that cannot be read says no version; the layer says "version unknown".
    return found
  }
  for (const [, library] of entriesOf(inside(read, 'libraries'))) {
    const short = textOf(library)?.split(':')
    const module =
      short?.slice(0, 2).join(':') ??
      textOf(inside(library, 'module')) ??
      `${textOf(inside(library, 'group'))}:${textOf(inside(library, 'name'))}`
    const written = short?.[2] ?? inside(library, 'version')
    const ref = textOf(inside(written, 'ref'))
    const version = plain(ref ? inside(inside(read, 'versions'), ref) : written)
    if (version) found.set(module, version)
  }
  return found
}

/** `def retryVersion = '1.2'`, `ext.retryVersion = "1.2"`, `retryVersion=1.2`, `val retryVersion = "1.2"`. */
function variable(name: string, file: string, all: readonly Manifest[]): string | undefined {
  const last = quoted(name.replace(/^.*\./, ''))
  const near = all
    .filter(({ path }) => /(^|\/)(build\.gradle(\.kts)?|gradle\.properties)$/.test(path))
    .filter(({ path }) => file.startsWith(gradleScope(path)))
    .toSorted((a, b) => b.path.length - a.path.length)
  for (const { text } of near) {
    const found =
      matched(text, `(?:^|[\\s.\\["'])${last}["'\\]]*\\s*[=:]\\s*["']?(\\d[\\w.-]*)`) ??
      matched(text, `set\\(\\s*["']${last}["']\\s*,\\s*["'](\\d[\\w.-]*)`)
    if (found) return found
  }
  return undefined
}

/** Version of an artifact as one file of a Gradle build says it. */
export function gradleVersion(
  manifest: Manifest,
  name: string,
  all: readonly Manifest[],
): string | undefined {
  const { text, path } = manifest
  const [group = '', artifact = ''] = name.split(':')
  switch (nameOf(path)) {
    case 'gradle.lockfile':
      return matched(text, `^${quoted(name)}:([^=\\s]+)=`)
    case 'libs.versions.toml':
      return catalog(manifest).get(name)
    case 'gradle.properties':
      return undefined
    default: {
      const written =
        matched(text, `["']${quoted(name)}:([^"'@]+)["'@]`) ??
        matched(
          text,
          `group\\s*[:=]\\s*["']${quoted(group)}["']\\s*,\\s*name\\s*[:=]\\s*["']${quoted(artifact)}["']\\s*,\\s*version\\s*[:=]\\s*["']?([\\w.$\\{\\}-]+)`,
        )
      const name_ = /^\$\{?([\w.]+)\}?$/.exec(written ?? '')?.[1]
      return name_
        ? variable(name_, path, all)
        : written && /^\d/.test(written)
          ? written
          : undefined
    }
  }
}
