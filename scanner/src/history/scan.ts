import { availableParallelism } from 'node:os'
import { FactsCache } from '../cache/facts-cache'
import { cacheFolder } from '../cache/home'
import type { Extractor } from '../extract/extractor'
import { FactsSource } from '../extract/facts-source'
import { ExtractPool } from '../extract/pool'
import { mainline } from '../git/commits'
import { freshAt } from '../git/freshness'
import { openRepository } from '../git/open'
import { tagsOn } from '../git/tags'
import { presentObjects } from '../git/tree'
import { indexRules } from '../sarif/record'
import { toolVersion } from '../version'
import { ScanRun } from './run'
import type { ScanOptions, ScanSummary } from './types'
import { type DatedCommit, dateCommits, weeklyCommits, weeksBefore } from './weeks'
import { writersSince } from './writers'

/**
 * Scans the tip of a repository's default branch and, with `history`, the last commit of each ISO
 * week before it. `onScan` gets the tip first, then the weeks newest first, then the tip again once
 * its older findings' introducing commits are known. Throws `ScanError` with what to do about it.
 */
export async function scanRepository(
  options: ScanOptions,
  fallback: () => Promise<Extractor>,
): Promise<ScanSummary> {
  const started = performance.now()
  const extractor = options.extractor ?? (await fallback())
  const repository = await openRepository(options.path)
  if (options.name !== undefined) repository.name = options.name
  const dated = dateCommits(await mainline(repository, repository.head))
  const weekly = options.history ? weeklyCommits(dated, options.history) : dated.slice(0, 1)
  const { tags, left: tagsLeft } = await tagsOn(
    repository,
    repository.defaultBranch ? dated : [],
    weeksBefore(dated, Math.max(options.history ?? 0, TAG_WEEKS)),
  )
  const version = toolVersion(extractor.version)
  const key = {
    repository: repository.name,
    category: options.category ?? 'code',
    branch: repository.branch,
    toolVersion: version,
  }
  const skip = (await options.skip?.(key)) ?? new Set<string>()
  const commits = unscanned(weekly, skip)
  const root = dated.at(-1)
  const cacheKey = cacheName(repository, root?.hash ?? repository.head)
  const folder = options.cacheDir === undefined ? cacheFolder() : options.cacheDir
  const cache = new FactsCache(folder, extractor.version, cacheKey)
  const threads = options.threads ?? Math.min(2, availableParallelism())
  const pool = new ExtractPool({ gitDir: repository.gitDir, extractor, threads })
  const present = repository.partial ? await presentObjects(repository) : null
  const facts = new FactsSource(cache, pool, options.signal, present)
  const run = new ScanRun({
    options,
    skip,
    alone: commits.slice(1).every(({ hash }) => skip.has(hash)),
    extractor,
    repository,
    cache,
    facts,
    present,
    rules: indexRules(extractor.rules),
    version,
    tags,
    tagsLeft,
    fresh: freshAt(repository),
    ...(repository.shallow || root === undefined ? {} : { rootCommit: root.hash }),
    // The last commit of a shallow clone seems to add everything; trends are of the default branch.
    ...(repository.shallow || !repository.defaultBranch
      ? {}
      : { beforeWriters: beforeWriters(dated) }),
  })
  try {
    await run.scan(commits)
  } finally {
    run.close()
    await facts.stop()
    await pool.close()
    cache.close()
  }
  return run.summary(weekly.length, performance.now() - started)
}

/** Tags of a scan without history: as far as charts go back unless asked for more. */
const TAG_WEEKS = 26

function beforeWriters(dated: readonly DatedCommit[]): DatedCommit | null {
  const since = writersSince(dated[0]?.committedAt ?? 0)
  return dated.find(({ committedAt }) => committedAt < since) ?? null
}

/**
 * Scanned commits need no second look; the one before the oldest open one says what is new in it.
 * The tip is always said again, because it may have been the newest for longer since.
 */
function unscanned(weekly: readonly DatedCommit[], skip: ReadonlySet<string>): DatedCommit[] {
  const oldest = weekly.findLastIndex((commit) => !skip.has(commit.hash))
  return weekly.slice(0, Math.max(oldest, 0) + 2)
}

function cacheName(repository: { shallow: boolean; name: string }, root: string): string {
  if (!repository.shallow) return root
  return `shallow-${repository.name.replace(/[^\w.-]+/g, '_').slice(-80)}`
}
