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
  const unnamed = new Set(tops.filter((top) => !known.has(top)))
  const sharing = new Map<string, number>()
  for (const name of [...unnamed].flatMap(candidates)) {
    sharing.set(name, (sharing.get(name) ?? 0) + 1)
  }
  for (const top of unnamed) {
    const free = candidates(top).filter((name) => !taken.has(name))
    const own = free.find((name) => sharing.get(name) === 1)
    const name =
      own ?? free[0] ?? numbered(candidates(top)[0], (n) => taken.has(n) || sharing.has(n))
    known.set(top, name)
    taken.add(name)
  }
  mkdirSync(home, { recursive: true })
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(Object.fromEntries(known), null, 2))
  renameSync(`${file}.${process.pid}`, file)
  return known
}

/** `shop-2`, or the next that nobody has or may get. */
function numbered(name = 'repository', isUsed: (name: string) => boolean): string {
  let n = 2
  while (isUsed(`${name}-${n}`)) n++
  return `${name}-${n}`
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
