import type pg from 'pg'
import { ORG } from '@/lib/db/database'
import { asTime } from '@/lib/sarif/access'
import type { ScanParams } from '@/lib/sarif/params'
import { branchOf } from '@/lib/sarif/provenance'
import { repositoryName } from '@/lib/sarif/repository-name'

export interface ScanListed {
  /** Of the upload, for GET /api/v1/scans/{id}. */
  id: string
  commit: string | null
  /** ISO 8601, UTC. */
  committedAt: string | null
  /** Null while an upload waits: nothing was read from it yet. */
  tool: string | null
  toolVersion: string | null
  category: string | null
  branch: string | null
  /** applied, or received and applying for uploads that wait. */
  status: string
}

export interface ScanQuery {
  repository: string
  category?: string
  tool?: string
}

const most = 1000

/**
 * The scans of a repository, newest commit first, those that wait before all others; at most 1,000.
 * Of an upload that waits only its parameters are known, so one without a category or tool might
 * match and is listed.
 */
export async function listScans(pool: pg.Pool, query: ScanQuery): Promise<ScanListed[]> {
  const name = repositoryName(query.repository)
  const filters = [ORG, name, query.category ?? null, query.tool ?? null, most]
  const applied = await pool.query<AppliedRow>(
    `SELECT s.upload_id AS id, s.commit, s.committed_at AS "committedAt", t.tool,
       s.tool_version AS "toolVersion", t.category, t.branch, 'applied' AS status
     FROM repository r
     JOIN stream t ON t.org_id = r.org_id AND t.repository_id = r.id
     JOIN scan s ON s.org_id = t.org_id AND s.stream_id = t.id
     WHERE r.org_id = $1 AND r.name = $2
       AND ($3::text IS NULL OR t.category = $3) AND ($4::text IS NULL OR t.tool = $4)
     ORDER BY s.committed_at DESC, s.id LIMIT $5`,
    filters,
  )
  const waiting = await waitingFor(pool, name, query.category)
  const rows = applied.rows.map((r) => ({ ...r, committedAt: r.committedAt.toISOString() }))
  return [...waiting, ...rows].slice(0, most)
}

type AppliedRow = Omit<ScanListed, 'committedAt'> & { committedAt: Date }

/** Served by the index on (status, received_at): few uploads wait at any time. */
async function waitingFor(
  pool: pg.Pool,
  repository: string,
  category: string | undefined,
): Promise<ScanListed[]> {
  const { rows } = await pool.query<{ id: string; status: string; params: ScanParams }>(
    `SELECT id, status, params FROM upload
     WHERE org_id = $1 AND status IN ('received', 'applying') ORDER BY received_at DESC`,
    [ORG],
  )
  return rows
    .filter(({ params }) => params.repository && repositoryName(params.repository) === repository)
    .filter(({ params }) => !category || !params.category || params.category === category)
    .map(({ id, status, params }) => {
      const time = asTime(params.committedAt)
      return {
        id,
        commit: params.commit?.toLowerCase() ?? null,
        committedAt: time === undefined ? null : new Date(time).toISOString(),
        tool: null,
        toolVersion: null,
        category: params.category ?? null,
        branch: params.ref === undefined ? null : branchOf(params.ref),
        status,
      }
    })
    .sort((a, b) => (b.committedAt ?? '').localeCompare(a.committedAt ?? ''))
}
