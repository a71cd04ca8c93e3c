import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Folders called so say that a clone is in them, not of what (`shop/repo`). */
const SAYS_NOTHING = /^(repo|repository|git|src|source|checkout|clone|code|workspace)$/i

/**
 * Names for repositories without a remote: the folder's name, and `parent/folder` where another
 * repository has that one or comes beside it. What was given once stays, so that its history goes on.
 */
export function repositoryNames(home: string, tops: readonly string[]): Map<string, string> {
  const file = path.join(home, 'repositories.json')
  const known = new Map<string, string>(existsSync(file) ? Object.entries(read(file)) : [])
  const taken = new Set(known.values())
  const given: [top: string, name: string][] = []
  for (const top of tops) {
    if (known.has(top)) continue
    const others = tops.filter((other) => other !== top && !known.has(other)).flatMap(candidates)
    const name = candidates(top).find((c) => !taken.has(c) && !others.includes(c)) ?? top
    given.push([top, name])
  }
  for (const [top, name] of given) {
    known.set(top, name)
  }
  mkdirSync(home, { recursive: true })
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(Object.fromEntries(known), null, 2))
  renameSync(`${file}.${process.pid}`, file)
  return known
}

/** `c`, `b/c`, `a/b/c` for /a/b/c; as well for /a/b/c/repo. */
export function candidates(top: string): string[] {
  const parts = top
    .replace(/\.git$/, '')
    .split(/[\\/]/)
    .filter(Boolean)
  if (parts.length > 1 && SAYS_NOTHING.test(parts.at(-1) ?? '')) parts.pop()
  return parts.map((_, i) => parts.slice(parts.length - 1 - i).join('/'))
}

function read(file: string): Record<string, string> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
  } catch {
    return {}
  }
}
