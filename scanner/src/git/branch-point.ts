import { gitIn } from './open'
import { GitError } from './run'

/** Where the default branch may be found in a clone, the surest first. */
const PLACES = [
  'refs/remotes/origin/HEAD',
  'refs/remotes/origin/main',
  'refs/remotes/origin/master',
  'refs/heads/main',
  'refs/heads/master',
]

/**
 * Commit time (ISO) of where `head` left the default branch; null where the clone does not know:
 * it holds neither that branch nor its beginning (a shallow clone).
 */
export async function branchPoint(
  repository: { gitDir: string },
  head: string,
): Promise<string | null> {
  for (const place of PLACES) {
    try {
      const base = await text(repository, ['merge-base', head, place])
      return await text(repository, ['log', '-1', '--format=%cI', '--end-of-options', base, '--'])
    } catch (error) {
      if (!(error instanceof GitError)) throw error
    }
  }
  return null
}

const text = async (repository: { gitDir: string }, args: string[]): Promise<string> =>
  (await gitIn(repository, args)).toString('utf8').trim()
