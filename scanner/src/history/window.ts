import type { Version, VersionLog } from '../git/versions'
import type { Task } from './finder'
import { chainVersions } from './introduction'
import type { Lineage } from './lineage'
import { assignWeeks } from './week-of'

/** The versions of paths between scanned commits, by the week that first holds them. */
export class Window {
  private readonly weeks: Map<string, number>

  /** `scanned` oldest first, in the same order as the traced weeks. */
  constructor(
    private readonly log: VersionLog,
    scanned: readonly string[],
  ) {
    this.weeks = assignWeeks(log.commits, scanned)
  }

  /** What to find out for lineages that begin inside the window, and sets those that need no reading. */
  tasks(lineages: Iterable<Lineage>): Task[] {
    const tasks: Task[] = []
    for (const lineage of lineages) {
      if (lineage.introducedBy !== undefined || lineage.since === 0) continue
      if (lineage.first.assembled) {
        const only = this.onlyCommit(lineage)
        if (only !== undefined) lineage.introducedBy = only
        continue
      }
      const versions = this.versionsIn(lineage.first.path, lineage.since)
      if (versions.length > 0) tasks.push({ lineage, versions })
    }
    return tasks
  }

  private versionsIn(path: string, week: number): Version[] {
    const chain = chainVersions(this.log.versions, path)
    return chain.filter((version) => this.weeks.get(version.commit) === week)
  }

  /** A finding over several files is new because one of them changed; said only where one commit did. */
  private onlyCommit(lineage: Lineage): string | undefined {
    const commits = new Set<string>()
    for (const path of lineage.first.paths) {
      for (const version of this.versionsIn(path, lineage.since)) commits.add(version.commit)
    }
    const [only] = commits
    return commits.size === 1 ? only : undefined
  }
}
