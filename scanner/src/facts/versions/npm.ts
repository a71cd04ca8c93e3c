import { folderOf, type Manifest, matched, nameOf, quoted } from './manifest'

/** Lock files are asked before manifests. */
export const NPM_FILES = [
  'pnpm-lock.yaml',
  'package-lock.json',
  'npm-shrinkwrap.json',
  'yarn.lock',
  'bun.lock',
  'package.json',
]

/** Folders from a file's up to the lock file's, nearest first: `apps/web`, `apps`, ``. */
function upwards(file: string, lock: string): string[] {
  const found: string[] = []
  let at = folderOf(file).slice(folderOf(lock).length).replace(/\/$/, '')
  for (; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) found.push(at)
  return [...found, '']
}

const importers = new WeakMap<Manifest, Map<string, string>>()

/** Importers of pnpm's lock file by folder, each with its text: they stand before thousands of packages. */
function importersOf(manifest: Manifest): Map<string, string> {
  const known = importers.get(manifest)
  if (known) return known
  const { text } = manifest
  const end = text.search(/\n(packages|snapshots):/)
  const found = new Map<string, string>()
  for (const block of (end < 0 ? text : text.slice(0, end)).split(/\n {2}(?=\S)/)) {
    const folder = /^(.*):\n/.exec(block)?.[1]
    if (folder !== undefined && !found.has(folder)) found.set(folder, block)
  }
  importers.set(manifest, found)
  return found
}

/** The importer of pnpm's lock file that holds the file, else the nearest above it. */
function pnpm(manifest: Manifest, name: string, folders: readonly string[]): string | undefined {
  const blocks = importersOf(manifest)
  for (const folder of folders) {
    const block = blocks.get(folder || '.')
    const found =
      block &&
      matched(
        block,
        `\\n {6}'?${quoted(name)}'?:\\n {8}specifier:[^\\n]*\\n {8}version: '?(\\d[^('\\s]*)`,
        '',
      )
    if (found) return found
  }
  return undefined
}

/** What Node would load: the nearest `node_modules` above the file. */
function packageLock(text: string, name: string, folders: readonly string[]): string | undefined {
  for (const folder of folders) {
    const key = quoted(`${folder ? `${folder}/` : ''}node_modules/${name}`)
    const found = matched(text, `"${key}":\\s*\\{\\s*"version":\\s*"([^"]+)"`)
    if (found) return found
  }
  // Lock files of version 1 have no paths.
  return matched(
    text,
    `"(?:[^"]*node_modules/)?${quoted(name)}":\\s*\\{\\s*"version":\\s*"([^"]+)"`,
  )
}

/** Version of an npm package as one lock file or manifest says it; a range gives its lowest. */
export function npmVersion(manifest: Manifest, name: string, file: string): string | undefined {
  const { text, path } = manifest
  const key = quoted(name)
  switch (nameOf(path)) {
    case 'pnpm-lock.yaml':
      return pnpm(manifest, name, upwards(file, path))
    case 'package-lock.json':
    case 'npm-shrinkwrap.json':
      return packageLock(text, name, upwards(file, path))
    case 'yarn.lock':
      return matched(text, `^"?${key}@[^\\n]*:\\n\\s+version:? "?([^"\\n]+)`)
    case 'bun.lock':
      return matched(text, `"${key}":\\s*\\["${key}@([^"]+)"`)
    default:
      return matched(text, `"${key}":\\s*"[^"\\d]*(\\d[^"\\s]*)"`)
  }
}
