import { type Client, ORG } from '@/lib/db/database'
import { uuidOf } from '@/lib/db/ids'
import type { ScanContent } from '@/lib/sarif/content'
import { RefusedScan } from './refused'

export interface AppliedRepository {
  id: string
  name: string
  /** Another branch is the default one now: everything that stands must be derived again. */
  branchChanged: boolean
}

/**
 * The scan's repository, made if it is new, locked until the transaction ends.
 * Two histories with different first commits under one name are two repositories: the second is
 * refused rather than mixed in.
 */
export async function ensureRepository(
  client: Client,
  scan: ScanContent,
): Promise<AppliedRepository> {
  const { name, url, rootCommit } = scan.repository
  const id = uuidOf('repository', ORG, name)
  // plumbline: owner=@plumbline/ingest decision=docs/decisions/0008-uploads-are-the-queue.md
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [id])
  const { rows } = await client.query<{ root: string | null; branch: string | null }>(
    `INSERT INTO repository (org_id, id, name) VALUES ($1, $2, $3)
     ON CONFLICT (org_id, id) DO UPDATE SET name = repository.name
     RETURNING root_commit AS root, default_branch AS branch`,
    [ORG, id, name],
  )
  const known = rows[0]
  if (known?.root && rootCommit && known.root !== rootCommit) {
    throw new RefusedScan(
      `Another repository is already known as "${name}": its history begins with ` +
        `${known.root.slice(0, 12)}, this one's with ${rootCommit.slice(0, 12)}. ` +
        'Scan this one under another name (--name, or ?repository= on the upload).',
      '/runs/0/properties/plumbline/rootCommit',
    )
  }
  const branch = scan.defaultBranch && scan.branch !== '' ? scan.branch : null
  await client.query(
    `UPDATE repository SET url = coalesce(url, $3), root_commit = coalesce(root_commit, $4),
       default_branch = CASE WHEN ${NEWER} THEN $5 ELSE default_branch END,
       default_branch_at = CASE WHEN ${NEWER} THEN $6 ELSE default_branch_at END
     WHERE org_id = $1 AND id = $2`,
    [ORG, id, url ?? null, rootCommit ?? null, branch, new Date(scan.committedAt)],
  )
  const first = await client.query(
    'SELECT 1 FROM stream WHERE org_id = $1 AND repository_id = $2 LIMIT 1',
    [ORG, id],
  )
  const branchChanged =
    first.rowCount === 1 && (await choosesAnother(client, id, scan, known?.branch ?? null))
  return { id, name, branchChanged }
}

/** Of two declarations of the default branch the newer commit's counts, whichever came first. */
const NEWER = `($5::text IS NOT NULL AND ($6::timestamptz, $5::text)
  > (coalesce(default_branch_at, '-infinity'), coalesce(default_branch, '')))`

/** Whether a new declaration or a new branch may change which branch charts follow. */
async function choosesAnother(
  client: Client,
  id: string,
  scan: ScanContent,
  declared: string | null,
): Promise<boolean> {
  if (scan.defaultBranch && scan.branch !== '' && declared !== scan.branch) return true
  const { rowCount } = await client.query(
    'SELECT 1 FROM stream WHERE org_id = $1 AND repository_id = $2 AND branch = $3 LIMIT 1',
    [ORG, id, scan.branch],
  )
  return rowCount === 0
}
