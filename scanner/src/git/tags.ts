import type { DatedCommit } from '../history/weeks'
import { gitIn } from './open'

export interface Tag {
  name: string
  commit: string
  /** Place of its commit on the time axis, ms since the epoch. */
  at: number
}

/** Tags that a scan names at most; a repository that tags every build has thousands. */
export const MOST_TAGS = 200

/**
 * Tags on the given mainline commits since `from` (ms), newest first, at most MOST_TAGS of them,
 * and how many were left out. An annotated tag counts as the commit that it leads to; tags beside
 * the mainline, as on a release branch, have no place on its time axis.
 */
export async function tagsOn(
  repository: { gitDir: string },
  commits: readonly DatedCommit[],
  from: number,
): Promise<{ tags: Tag[]; left: number }> {
  const args = ['for-each-ref', '--format=%(objectname) %(*objectname) %(refname)', 'refs/tags']
  const out = (await gitIn(repository, args)).toString('utf8')
  const times = new Map(commits.map(({ hash, committedAt }) => [hash, committedAt]))
  const tags = out.split('\n').flatMap((line): Tag[] => {
    const [, own, peeled, name] = /^(\S+) (\S*) refs\/tags\/(.+)$/.exec(line) ?? []
    const commit = peeled || own
    const at = commit === undefined ? undefined : times.get(commit)
    if (name === undefined || commit === undefined || at === undefined || at < from) return []
    return [{ name, commit, at }]
  })
  tags.sort((a, b) => b.at - a.at || (a.name < b.name ? -1 : 1))
  return { tags: tags.slice(0, MOST_TAGS), left: Math.max(0, tags.length - MOST_TAGS) }
}
