import { type Client, ORG } from '@/lib/db/database'

export interface CommitKey {
  repositoryId: string
  sha: string
}

/** What a sentence says of a commit. */
export interface CommitFacts extends CommitKey {
  subject: string | null
  /** notes | trailer | bot-author | unknown */
  grade: string
  tool: string | null
}

/** What are these commits about, and was an assistant at work? Primary key of commit, however many. */
export async function readCommits(db: Client, keys: readonly CommitKey[]): Promise<CommitFacts[]> {
  if (keys.length === 0) return []
  const { rows } = await db.query<CommitFacts>(
    `SELECT c.repository_id AS "repositoryId", c.sha, c.subject, c.assistance_grade AS grade,
       c.assistance_tool AS tool
     FROM unnest($2::uuid[], $3::text[]) AS k(repository_id, sha)
     CROSS JOIN LATERAL (SELECT * FROM commit c
       WHERE c.org_id = $1 AND c.repository_id = k.repository_id AND c.sha = k.sha OFFSET 0) c`,
    [ORG, keys.map(({ repositoryId }) => repositoryId), keys.map(({ sha }) => sha)],
  )
  return rows
}
