import { type Client, ORG } from '@/lib/db/database'
import { DEFAULT_BRANCH } from '@/lib/standing/load'

export interface Base {
  branch: string
  commit: string
  at: Date
  toolVersion: string | null
  /** Branch point or what comes before it is newer than this scan. */
  category: string
}

/**
 * What is the newest successful scan of this tool and category on the default branch? Stream by
 * (org_id, repository_id, branch, tool, category), scan by (org_id, stream_id, committed_at).
 */
export async function readBase(
  client: Client,
  repositoryId: string,
  tool: string,
  category: string,
): Promise<Base | undefined> {
  const { rows } = await client.query<Base>(
    `SELECT s.branch, n.commit, n.committed_at AS at, n.tool_version AS "toolVersion", s.category
     FROM stream s JOIN scan n ON n.org_id = s.org_id AND n.stream_id = s.id
     WHERE s.org_id = $1 AND s.repository_id = $2 AND s.tool = $3 AND s.category = $4
       AND (s.branch = '' OR s.branch = ${DEFAULT_BRANCH('$2')})
       AND n.succeeded AND NOT n.superseded
     ORDER BY n.committed_at DESC LIMIT 1`,
    [ORG, repositoryId, tool, category],
  )
  return rows[0]
}
