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
 * Tags of the given mainline commits (newest first) since `from` (ms), newest first, at most
 * MOST_TAGS of them, and how many were left out. An annotated tag counts as the commit that it
 * leads to; one beside the mainline as the newest mainline commit that it holds, unless another tag
 * was put there: a release branch takes the mainline in once, and its later fixes add none of it.
 */
export async function tagsOn(
  repository: { gitDir: string },
  commits: readonly DatedCommit[],
  from: number,
): Promise<{ tags: Tag[]; left: number }> {
  const times = new Map(commits.map(({ hash, committedAt }) => [hash, committedAt]))
  const all = await readTags(repository)
  const beside = all.filter(({ commit }) => !times.has(commit))
  const held = await mainlineHeld(repository, beside, commits, from)
  // Of those that hold the same of the mainline the first, as parents stand before their children.
  const first = new Map(all.map(({ commit }) => [commit, commit]))
  const tagged = new Set(first.keys())
  for (const [commit, place] of held) {
    if (tagged.has(commit) && !first.has(place)) first.set(place, commit)
  }
  const tags = all.flatMap(({ name, commit }): Tag[] => {
    const place = times.has(commit) ? commit : held.get(commit)
    const at = place === undefined ? undefined : times.get(place)
    if (place === undefined || at === undefined || at < from) return []
    return first.get(place) === commit ? [{ name, commit: place, at }] : []
  })
  tags.sort((a, b) => b.at - a.at || (a.name < b.name ? -1 : 1))
  return { tags: tags.slice(0, MOST_TAGS), left: Math.max(0, tags.length - MOST_TAGS) }
}

interface Named {
  name: string
  commit: string
}

/** Every tag that leads to a commit. */
async function readTags(repository: { gitDir: string }): Promise<Named[]> {
  const format = '%(objecttype)%(*objecttype) %(objectname) %(*objectname) %(refname)'
  const args = ['for-each-ref', `--format=${format}`, 'refs/tags']
  const out = (await gitIn(repository, args)).toString('utf8')
  return out.split('\n').flatMap((line) => {
    const [, own, peeled, name] = /^(?:tag)?commit (\S+) (\S*) refs\/tags\/(.+)$/.exec(line) ?? []
    const commit = peeled || own
    return name === undefined || commit === undefined ? [] : [{ name, commit }]
  })
}

/** Of tagged commits beside the mainline, the newest mainline commit since `from` that each holds. */
async function mainlineHeld(
  repository: { gitDir: string },
  beside: readonly Named[],
  commits: readonly DatedCommit[],
  from: number,
): Promise<Map<string, string>> {
  const held = new Map<string, string>()
  if (beside.length === 0 || commits.length === 0) return held
  const order = new Map(commits.map(({ hash }, i) => [hash, i]))
  const older = commits.find(({ committedAt }) => committedAt < from)
  const input = [...beside.map(({ commit }) => commit), ...(older ? [`^${older.hash}`] : [])]
  const args = ['rev-list', '--topo-order', '--reverse', '--parents', '--stdin']
  const out = (await gitIn(repository, args, { input: `${input.join('\n')}\n` })).toString('utf8')
  const newer = (a: string | undefined, b: string | undefined) =>
    (order.get(a ?? '') ?? Infinity) <= (order.get(b ?? '') ?? Infinity) ? a : b
  // Parents come before their children.
  for (const line of out.split('\n')) {
    const [commit = '', ...parents] = line.split(' ')
    let best = order.has(commit) ? commit : undefined
    for (const parent of parents) best = newer(best, order.has(parent) ? parent : held.get(parent))
    if (best !== undefined) held.set(commit, best)
  }
  return held
}
