import { type Version, versionLog } from '../git/versions'
import type { IntroductionFinder, Task } from './finder'
import { chainVersions } from './introduction'
import type { Lineage } from './lineage'
import type { RunContext } from './run'

/**
 * Finds the introducing commits of findings that stood at the oldest scanned commit, from the
 * whole history before it, as far as `budgetMs` goes; files with few versions first. What is found
 * is kept on disk, so that the next run goes on where this one stopped. The rest stays unknown.
 */
export async function introduceOlder(
  context: RunContext,
  finder: IntroductionFinder,
  oldest: string,
  lineages: readonly Lineage[],
  budgetMs: number,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const { options, repository, extractor } = context
  const deadline = Date.now() + budgetMs
  const open = recall(finder, lineages)
  // A shallow clone ends somewhere: its last commit seems to add everything and says nothing.
  if (open.length === 0 || budgetMs <= 0 || repository.shallow) return
  // Whoever listens knows by the last report whether time was enough.
  onProgress(0, open.length)
  const timeout = AbortSignal.timeout(Math.ceil(budgetMs))
  const signal = options.signal ? AbortSignal.any([timeout, options.signal]) : timeout
  const wanted = (path: string) => extractor.languageOf(path) !== null
  const log = await versionLog(repository, { tip: oldest }, wanted, signal)
  options.signal?.throwIfAborted()
  if (log === null) return
  const chains = new Map<string, Version[]>()
  const tasks: Task[] = []
  for (const lineage of open) {
    const { path } = lineage.first
    const versions = chains.get(path) ?? chainVersions(log.versions, path)
    chains.set(path, versions)
    if (versions.length > 0) tasks.push({ lineage, versions })
  }
  tasks.sort((a, b) => a.versions.length - b.versions.length)
  await finder.resolve(tasks, deadline, (done, total) => {
    options.signal?.throwIfAborted()
    onProgress(done, total)
  })
  if (Date.now() < deadline) onProgress(open.length, open.length)
  for (const { lineage } of tasks) {
    if (lineage.introducedBy) finder.remember(lineage.first, lineage.introducedBy)
  }
}

/** Sets what earlier runs found; gives the lineages that are still open and can be searched. */
function recall(finder: IntroductionFinder, lineages: readonly Lineage[]): Lineage[] {
  return lineages.filter((lineage) => {
    if (lineage.introducedBy !== undefined || lineage.first.assembled) return false
    const known = finder.remembered(lineage.first)
    if (known !== undefined) lineage.introducedBy = known
    return known === undefined
  })
}
