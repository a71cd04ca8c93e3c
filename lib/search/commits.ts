import { type Client, ORG } from '@/lib/db/database'
import { likeText } from '@/lib/findings/queries/narrow'
import type { Hit } from './types'

/** Commits that a search looks at, of those that have the words. */
const LOOKED_AT = 1000

interface Found {
  sha: string
  subject: string | null
  author: string | null
  day: string
  repository: string
  name: string
}

/** A stretch of the hashes in their order: `g` follows every digit of one. Index: commit_sha. */
const BY_HASH = `sha COLLATE "C" >= $2 AND sha COLLATE "C" < $2 || 'g'`
/** Index: commit_words. */
const BY_SUBJECT = 'subject ILIKE $2'

/** As short as git takes it. */
const HASH = /^[0-9a-f]{4,64}$/i

/**
 * Commits that brought a finding, the newest first: by how their hash begins where the words can be
 * one, else by what their subject says.
 */
export async function searchCommits(db: Client, words: string, limit: number): Promise<Hit[]> {
  const hash = HASH.test(words) ? await find(db, BY_HASH, words.toLowerCase(), limit) : []
  return hash.length > 0 ? hash : find(db, BY_SUBJECT, `%${likeText(words)}%`, limit)
}

async function find(db: Client, condition: string, text: string, limit: number): Promise<Hit[]> {
  const { rows } = await db.query<Found>(
    `WITH found AS MATERIALIZED (
       SELECT * FROM commit WHERE org_id = $1 AND ${condition} LIMIT ${LOOKED_AT})
     SELECT c.sha, c.subject, c.author, to_char(c.committed_at AT TIME ZONE 'UTC', 'FMDD Mon YYYY') AS day,
       r.id AS repository, r.name
     FROM found c JOIN repository r ON r.org_id = $1 AND r.id = c.repository_id
     ORDER BY c.committed_at DESC, c.sha, r.name LIMIT $3`,
    [ORG, text, limit],
  )
  return rows.map(({ sha, subject, author, day, repository, name }) => ({
    kind: 'commit',
    title: [sha.slice(0, 10), subject && `“${subject}”`].filter(Boolean).join(' '),
    detail: [author, day, name].filter(Boolean).join(', '),
    href: `/findings?${new URLSearchParams({ repository, commit: sha })}`,
  }))
}
