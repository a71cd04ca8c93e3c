import type { Version, VersionLog } from '../git/versions'
import type { Task } from './finder'
import { chainVersions } from './introduction'
import type { Lineage } from './lineage'
import type { TurnFinder } from './turn-finder'
import { assignWeeks } from './week-of'

/** The versions of paths between scanned commits, by the week that first holds them. */
export class Window {
  private readonly weeks: Map<string, number>

  /** `scanned` oldest first, in the same order as the traced weeks. */
  constructor(
    private readonly log: VersionLog,
    private readonly scanned: readonly string[],
    private readonly turns: Pick<TurnFinder, 'of'>,
  ) {
    this.weeks = assignWeeks(log.commits, scanned)
  }

  /** What to find out for lineages that begin inside the window, and sets those that need no reading. */
  tasks(lineages: Iterable<Lineage>): Task[] {
    const tasks: Task[] = []
    for (const lineage of lineages) {
      if (lineage.introducedBy !== undefined || lineage.since === 0) continue
      if (lineage.first.assembled) {
        const [brought] = this.turns.of(this.scanned[lineage.since] ?? '', lineage.first) ?? []
        if (brought !== undefined) lineage.introducedBy = brought.commit
        continue
      }
      const versions = this.versionsIn(lineage.first.path, lineage.since)
      if (versions.length > 0) tasks.push({ lineage, versions })
    }
    return tasks
  }

  /** The path that a file had in the week before, where commits of this week moved it here. */
  origin(path: string, week: number): string | undefined {
    return this.versionsIn(path, week).findLast(({ from }) => from !== undefined)?.from
  }

  private versionsIn(path: string, week: number): Version[] {
    const chain = chainVersions(this.log.versions, path)
    return chain.filter((version) => this.weeks.get(version.commit) === week)
  }
}
