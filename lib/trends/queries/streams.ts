import { type Client, ORG } from '@/lib/db/database'
import { JOIN_TOOL } from '@/lib/retry-paths/changes'

/** A stream of a default branch and how far its scans reach. */
export interface StreamReach {
  repositoryId: string
  tool: string
  /** First and newest scan, failed ones included. */
  firstAt: Date
  lastAt: Date
  /** Until when successful scans spoke for it; null when there was none. */
  knownUntil: Date | null
}

/** The same, and what its scans speak for within the buckets asked for. */
export interface StreamCoverage extends StreamReach {
  /** Buckets with a scan that speaks for them, as [first, last] pairs. */
  buckets: [number, number][]
}

/** One bucket of time: [from, at], `at` being the instant its numbers are as of. */
export interface Bucket {
  from: Date
  at: Date
}

/**
 * Streams that charts follow: those of a repository's default branch, chosen as lib/standing does:
 * the declared one, else `main`, else `master`, else the first by name. An upload that named no
 * branch counts too.
 */
export const DEFAULT_STREAMS = `
  SELECT s.id, s.repository_id, s.tool FROM stream s
  JOIN repository r ON r.org_id = s.org_id AND r.id = s.repository_id
  WHERE s.org_id = $1 AND (s.branch = '' OR s.branch = (
    SELECT d.branch FROM stream d WHERE d.org_id = s.org_id AND d.repository_id = s.repository_id AND d.tool <> '${JOIN_TOOL}'
    ORDER BY d.branch IS DISTINCT FROM r.default_branch, d.branch <> 'main', d.branch <> 'master',
      d.branch <> '', d.branch LIMIT 1))`

/** How far do the scans of each stream reach, up to an instant? Index as for readStreams. */
export async function readReach(db: Client, until: Date): Promise<StreamReach[]> {
  const { rows } = await db.query<StreamReach>(
    `WITH streams AS (${DEFAULT_STREAMS})
    SELECT repository_id AS "repositoryId", tool, reach.* FROM streams
    JOIN LATERAL (
      SELECT min(committed_at) AS "firstAt", max(committed_at) AS "lastAt",
        max(greatest(committed_at, holds_through)) FILTER (WHERE succeeded) AS "knownUntil"
      FROM scan WHERE org_id = $1 AND stream_id = streams.id AND NOT superseded
        AND committed_at <= $2) AS reach ON reach."firstAt" IS NOT NULL`,
    [ORG, until],
  )
  return rows
}

/**
 * Which streams were expected and which were covered, bucket by bucket?
 * A successful scan speaks from its commit time until `holds_through` (or for that instant alone);
 * it covers the buckets that this stretch touches. Served by scan (org_id, stream_id,
 * committed_at) and stream (org_id, repository_id, branch, …).
 */
export async function readStreams(
  db: Client,
  buckets: readonly Bucket[],
): Promise<StreamCoverage[]> {
  const { rows } = await db.query<Omit<StreamCoverage, 'buckets'> & { buckets: string | null }>(
    `WITH streams AS (${DEFAULT_STREAMS}),
    scans AS (
      SELECT stream_id, committed_at, succeeded,
        greatest(committed_at, holds_through) AS until,
        width_bucket(committed_at, $3::timestamptz[]) AS first,
        width_bucket(greatest(committed_at, holds_through), $2::timestamptz[]) AS after
      FROM scan WHERE org_id = $1 AND NOT superseded AND committed_at <= $4)
    SELECT repository_id AS "repositoryId", tool,
      min(committed_at) AS "firstAt", max(committed_at) AS "lastAt",
      max(until) FILTER (WHERE succeeded) AS "knownUntil",
      range_agg(int4range(first, after)) FILTER (WHERE succeeded AND first < after)::text AS buckets
    FROM streams JOIN scans ON scans.stream_id = streams.id
    GROUP BY streams.id, repository_id, tool`,
    [
      ORG,
      buckets.map(({ from }) => from.toISOString()),
      buckets.map(({ at }) => new Date(at.getTime() + 1).toISOString()),
      buckets.at(-1)?.at ?? new Date(0),
    ],
  )
  return rows.map((row) => ({ ...row, buckets: parseRanges(row.buckets) }))
}

/** `{[0,3),[5,6)}` → [[0, 2], [5, 5]] */
function parseRanges(text: string | null): [number, number][] {
  return [...(text ?? '').matchAll(/\[(\d+),(\d+)\)/g)].map(([, from, to]) => [
    Number(from),
    Number(to) - 1,
  ])
}
