import type { Client } from '@/lib/db/database'
import { cameWithHref, releasesAt } from '@/lib/events/releases'
import { groupBy } from '@/lib/trends/group-by'
import { readNewestScans } from './queries/newest-scans'
import type { ComparedEnd } from './types'

/** Releases named of one instant: of many repositories some may be made by one tool at once. */
const NAMED = 5

/** Which scanned commits an instant stands for, and what was released then. */
export async function endOf(
  db: Client,
  at: Date,
  repositories: readonly string[] | null,
): Promise<ComparedEnd> {
  const scans = await readNewestScans(db, at, repositories)
  const releases = await releasesAt(db, at, repositories, NAMED)
  return {
    scans: scans.map((scan) => ({ ...scan, at: scan.at.toISOString() })),
    releases: [...groupBy(releases, cameWithHref)].map(([href, named]) => ({
      names: named.map(({ name }) => name),
      repository: named[0]?.repository.name ?? '',
      previous: (named.length === 1 && named[0]?.previous?.name) || null,
      href,
    })),
  }
}
