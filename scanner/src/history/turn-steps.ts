import { type VersionLog, versionLog } from '../git/versions'

/** One commit of the mainline and what it made of some paths: the blob, or null where it is gone. */
export interface Step {
  commit: string
  parents: readonly string[]
  changes: ReadonlyMap<string, string | null>
}

/** The mainline commits from `older` to `newer` that touch a wanted path, oldest first. */
export async function mainlineSteps(
  repository: { gitDir: string },
  older: string,
  newer: string,
  wanted: (path: string) => boolean,
  signal?: AbortSignal,
): Promise<Step[]> {
  const range = { tip: newer, not: older, mainline: true }
  const log = await versionLog(repository, range, wanted, signal)
  if (log === null) return []
  const changes = new Map<string, Map<string, string | null>>()
  for (const [path, versions] of log.versions) {
    for (const { commit, after } of versions) {
      const own = changes.get(commit) ?? new Map<string, string | null>()
      changes.set(commit, own.set(path, after))
    }
  }
  return log.commits
    .flatMap(({ hash, parents }) => {
      const own = changes.get(hash)
      return own ? [{ commit: hash, parents, changes: own }] : []
    })
    .reverse()
}

/** Numbers n such that something differs after n steps and after n + 1; equal ends hide nothing. */
export async function stepsBetween(
  from: number,
  to: number,
  at: (n: number) => Promise<string>,
): Promise<number[]> {
  if ((await at(from)) === (await at(to))) return []
  if (to - from === 1) return [from]
  const middle = (from + to) >> 1
  return [...(await stepsBetween(from, middle, at)), ...(await stepsBetween(middle, to, at))]
}

/** Looks into merges, each of which is read once. */
export class Merges {
  private readonly logs = new Map<string, Promise<VersionLog | null>>()

  constructor(
    private readonly repository: { gitDir: string },
    /** Paths that are asked about at all. */
    private readonly wanted: (path: string) => boolean,
    private readonly signal?: AbortSignal,
  ) {}

  /**
   * The commit inside a merge that touched some of these paths, where it is only one; else the merge
   * itself, which brought them to the mainline.
   */
  async inside({ commit, parents }: Step, concerns: (path: string) => boolean): Promise<string> {
    const [first, second] = parents
    if (first === undefined || second === undefined) return commit
    const log = await this.log(commit, first)
    const touching = new Set(
      [...(log?.versions ?? [])].flatMap(([path, versions]) =>
        concerns(path) ? versions.map((one) => one.commit) : [],
      ),
    )
    const [only] = touching
    return only !== undefined && touching.size === 1 ? only : commit
  }

  private log(commit: string, first: string): Promise<VersionLog | null> {
    const range = { tip: commit, not: first }
    const log =
      this.logs.get(commit) ?? versionLog(this.repository, range, this.wanted, this.signal)
    this.logs.set(commit, log)
    return log
  }
}
