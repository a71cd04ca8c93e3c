import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * Names for repositories without a remote: the folder's name, and `parent/folder` when another
 * repository already has that one. What was given once stays, so that its history goes on.
 */
export function repositoryNames(home: string, tops: readonly string[]): Map<string, string> {
  const file = path.join(home, 'repositories.json')
  const known = new Map<string, string>(existsSync(file) ? Object.entries(read(file)) : [])
  const taken = new Set(known.values())
  for (const top of tops) {
    if (known.has(top)) continue
    const name = candidates(top).find((c) => !taken.has(c)) ?? top
    known.set(top, name)
    taken.add(name)
  }
  mkdirSync(home, { recursive: true })
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(Object.fromEntries(known), null, 2))
  renameSync(`${file}.${process.pid}`, file)
  return known
}

/** `c`, `b/c`, `a/b/c` for /a/b/c. */
export function candidates(top: string): string[] {
  const parts = top
    .replace(/\.git$/, '')
    .split(/[\\/]/)
    .filter(Boolean)
  return parts.map((_, i) => parts.slice(parts.length - 1 - i).join('/'))
}

function read(file: string): Record<string, string> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
  } catch {
    return {}
  }
}
