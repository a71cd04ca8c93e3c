import { insertRows } from '@/lib/db/bulk'
import { type Client, ORG } from '@/lib/db/database'
import type { ScanContent } from '@/lib/sarif/content'

/**
 * Keeps the tags that a scan of the default branch names. Of two statements on one name the later
 * run's counts, of two of one instant the greater commit's, so that the order of arrival is the same.
 */
export async function saveTags(
  client: Client,
  repositoryId: string,
  scan: Pick<ScanContent, 'tags' | 'ranAt' | 'committedAt' | 'defaultBranch'>,
): Promise<void> {
  if (scan.defaultBranch === false || !scan.tags?.length) return
  await insertRows(
    client,
    'release',
    {
      org_id: 'int',
      repository_id: 'uuid',
      name: 'text',
      commit: 'text',
      at: 'timestamptz',
      said_at: 'timestamptz',
    },
    scan.tags.map(({ name, commit, committedAt }) => ({
      org_id: ORG,
      repository_id: repositoryId,
      name,
      commit,
      at: new Date(committedAt),
      said_at: new Date(scan.ranAt ?? scan.committedAt),
    })),
    `ON CONFLICT (org_id, repository_id, name) DO UPDATE SET
       commit = EXCLUDED.commit, at = EXCLUDED.at, said_at = EXCLUDED.said_at
     WHERE (release.said_at, release.commit, release.at)
       < (EXCLUDED.said_at, EXCLUDED.commit, EXCLUDED.at)`,
  )
}
