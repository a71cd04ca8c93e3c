import { findingsHref } from '@/lib/client/urls'
import { type Client, ORG } from '@/lib/db/database'
import { likeText } from '@/lib/findings/queries/narrow'
import { DEFAULT_BRANCH } from '@/lib/standing/load'

/** A release with the one before it, between which what came with it was committed. */
export interface Release {
  name: string
  at: Date
  repository: { id: string; name: string }
  /** Of the names that differ in their numbers alone; null where it is the first. */
  previous: { name: string; at: Date } | null
  /** When the first scan at or after it was; null where there is none yet. */
  scannedAt: Date | null
}

/** `v4.5.12` and `helm-v4.5.12` are releases of different things. */
const LINE = (name: string) => `regexp_replace(${name}, '[0-9].*$', '')`

/**
 * Releases by a condition on row `l`, with what was before and after each: release (org_id,
 * repository_id, …), of which a repository has few, and scan (org_id, stream_id, committed_at).
 */
const RELEASES = (condition: string, order: string) => `
  SELECT l.name, l.at, json_build_object('id', r.id, 'name', r.name) AS repository,
    p.name AS "previousName", p.at AS "previousAt",
    (SELECT min(c.committed_at) FROM stream s JOIN scan c ON c.org_id = s.org_id
       AND c.stream_id = s.id AND c.committed_at >= l.at AND c.succeeded AND NOT c.superseded
     WHERE s.org_id = l.org_id AND s.repository_id = l.repository_id
       AND (s.branch = '' OR s.branch = ${DEFAULT_BRANCH('l.repository_id')})) AS "scannedAt"
  FROM release l JOIN repository r ON r.org_id = l.org_id AND r.id = l.repository_id
  LEFT JOIN LATERAL (SELECT x.name, x.at FROM release x
    WHERE x.org_id = l.org_id AND x.repository_id = l.repository_id AND x.at < l.at
      AND ${LINE('x.name')} = ${LINE('l.name')}
    ORDER BY x.at DESC, x.name LIMIT 1) p ON true
  WHERE l.org_id = $1 AND ${condition} ORDER BY ${order} LIMIT $2`

type Row = Omit<Release, 'previous'> & { previousName: string | null; previousAt: Date | null }

function releaseOf({ previousName, previousAt, ...row }: Row): Release {
  const known = previousName !== null && previousAt !== null
  return { ...row, previous: known ? { name: previousName, at: previousAt } : null }
}

/** Releases of these repositories (null: of any) at exactly this instant. */
export async function releasesAt(
  db: Client,
  at: Date,
  repositories: readonly string[] | null,
  limit: number,
): Promise<Release[]> {
  const { rows } = await db.query<Row>(
    RELEASES('l.at = $3 AND ($4::uuid[] IS NULL OR l.repository_id = ANY($4))', 'l.name'),
    [ORG, limit, at, repositories],
  )
  return rows.map(releaseOf)
}

/** Releases by a part of their name: those that begin with it first, of those the newest. */
export async function releasesNamed(db: Client, words: string, limit: number): Promise<Release[]> {
  const { rows } = await db.query<Row>(
    RELEASES('l.name ILIKE $3', 'l.name NOT ILIKE $4, l.at DESC, l.name, r.name'),
    [ORG, limit, `%${likeText(words)}%`, `${likeText(words)}%`],
  )
  return rows.map(releaseOf)
}

/** Findings whose commit came after the release before and up to this one, as first scanned. */
export function cameWithHref({ at, repository, previous, scannedAt }: Release): string {
  return findingsHref({
    repository: repository.id,
    at: scannedAt?.toISOString(),
    introduced: `${previous?.at.toISOString() ?? ''}..${at.toISOString()}`,
    sort: 'introduced',
  })
}
