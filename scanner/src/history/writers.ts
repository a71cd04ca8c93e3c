import { isBot } from '../assistance/grade'
import type { Version, VersionLog } from '../git/versions'
import { chainVersions } from './introduction'

/** How far back of the scanned commit commits count for who wrote most of a file. */
export const WRITERS_WEEKS = 26
const WEEK = 7 * 86_400_000

/** Who made most commits to a file. */
export interface FileWriter {
  path: string
  /** The name alone, as the introducing commit's author is told. */
  author: string
  /** The author's commits, and those of all people. */
  commits: number
  of: number
}

/** Where the time begins that counts for a commit of this time; both ms since the epoch. */
export const writersSince = (committedAt: number): number => committedAt - WRITERS_WEEKS * WEEK

const isMove = ({ from, edited }: Version): boolean => from !== undefined && !edited

/**
 * For each path the author with the most commits to it since then, of several the one with the
 * latest; files that no person changed have none. Followed through renames. Bots and moves
 * without a change do not count, for neither is writing; merges have no versions in a log.
 */
export function writersOf(log: VersionLog, paths: Iterable<string>, since: number): FileWriter[] {
  const bots = new Map<object, boolean>()
  const writers: FileWriter[] = []
  for (const path of [...new Set(paths)].sort()) {
    const tally = new Map<string, { commits: number; latest: number }>()
    let of = 0
    for (const version of chainVersions(log.versions, path)) {
      const commit = log.commits[version.order]
      if (commit === undefined || commit.at < since) continue
      const { author } = commit
      const bot = bots.get(author) ?? isBot({ author: author.name, authorEmail: author.email })
      bots.set(author, bot)
      if (bot || author.name === '' || isMove(version)) continue
      const own = tally.get(author.name) ?? { commits: 0, latest: 0 }
      tally.set(author.name, {
        commits: own.commits + 1,
        latest: Math.max(own.latest, commit.at),
      })
      of += 1
    }
    const [first] = [...tally].sort(
      ([a, x], [b, y]) => y.commits - x.commits || y.latest - x.latest || (a < b ? -1 : 1),
    )
    if (first) writers.push({ path, author: first[0], commits: first[1].commits, of })
  }
  return writers
}
