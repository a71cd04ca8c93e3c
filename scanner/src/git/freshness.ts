import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Repository } from './open'

function modified(path: string): number {
  try {
    return statSync(path).mtimeMs
  } catch {
    return 0
  }
}

/**
 * When the clone was last known to show the branch as it was (ms since the epoch), 0 if unknown.
 * A fetch writes FETCH_HEAD and a commit or pull the reflog; packed-refs is also rewritten by a
 * mere `git gc`, so it only counts for a clone that has neither.
 */
export function freshAt(repository: Pick<Repository, 'gitDir' | 'commonDir'>): number {
  const { gitDir, commonDir } = repository
  const known = Math.max(
    modified(join(commonDir, 'FETCH_HEAD')),
    modified(join(gitDir, 'FETCH_HEAD')),
    modified(join(gitDir, 'logs', 'HEAD')),
  )
  return Math.floor(known || modified(join(commonDir, 'packed-refs')))
}
