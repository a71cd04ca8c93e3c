import { type Client, ORG } from '@/lib/db/database'
import { likeText } from '@/lib/findings/queries/narrow'
import { plural } from '@/lib/format/number'
import type { Hit } from './types'

/** Each value of a column once, by steps along an index: as many rows are read as there are values. */
const eachOf = (table: string, column: string): string => {
  const next = (after: string) => `(SELECT x.${column} FROM ${table} x
    WHERE x.org_id = $1 AND ${after} ORDER BY x.${column} LIMIT 1)`
  return `WITH RECURSIVE each AS (
    SELECT ${next(`x.${column} IS NOT NULL`)} AS value
    UNION ALL SELECT ${next(`x.${column} > each.value`)} FROM each WHERE each.value IS NOT NULL)`
}

/** Who wrote commits that brought a finding. Index: commit (org, author). */
const AUTHORS = `${eachOf('commit', 'author')}
  SELECT value AS name, (SELECT count(*)::int FROM commit c
    WHERE c.org_id = $1 AND c.author = value) AS count
  FROM each WHERE value ILIKE $2
  ORDER BY value NOT ILIKE $3, length(value), value LIMIT $4`

/** Who owns something now. Index: standing (org, owner_key). */
const OWNERS = `${eachOf('standing', 'owner_key')}, now AS (
    SELECT value, o.name FROM each, LATERAL (SELECT s.owner AS name FROM standing s
      WHERE s.org_id = $1 AND s.owner_key = value AND s.to_at IS NULL LIMIT 1) o
    WHERE value ILIKE $2)
  SELECT name FROM now ORDER BY value NOT ILIKE $3, length(value), value LIMIT $4`

/** People and teams that own decisions, and authors of commits, by a part of their name. */
export async function searchPeople(db: Client, words: string, limit: number): Promise<Hit[]> {
  const asked = (text: string) => [ORG, `%${likeText(text)}%`, `${likeText(text)}%`, limit]
  const owners = await db.query<{ name: string }>(OWNERS, asked(words.replace(/^@/, '')))
  const authors = await db.query<{ name: string; count: number }>(AUTHORS, asked(words))
  return [
    ...owners.rows.map(
      ({ name }): Hit => ({
        kind: 'owner',
        title: name,
        href: `/ownership/queue?${new URLSearchParams({ owner: name })}`,
      }),
    ),
    ...authors.rows.map(
      ({ name, count }): Hit => ({
        kind: 'author',
        title: name,
        detail: `${plural(count, 'commit')} that brought findings`,
        href: `/findings?${new URLSearchParams({ author: name })}`,
      }),
    ),
  ]
}
