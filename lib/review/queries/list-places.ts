import { type Client, ORG } from '@/lib/db/database'
import { type Selection, selectionSql } from '@/lib/findings/queries/selection'
import { parameters } from '@/lib/trends/conditions'
import { broughtBy } from './brought-by'

/** Where a finding of a list stands, as whoever might own it is looked for. */
export interface ListPlace {
  finding: string
  repositoryId: string
  service: string
  path: string
  decisionKind: string | null
  sha: string | null
  author: string | null
  grade: string | null
  committedAt: Date | null
}

/**
 * Where do the findings of a list stand, and who brought them? The first `most` by path; the list's
 * own rows, then version, service and commit by primary key.
 */
export async function readListPlaces(
  db: Client,
  selection: Selection,
  most: number,
): Promise<ListPlace[]> {
  const { values, add } = parameters()
  const selected = selectionSql(selection, add)
  const brought = broughtBy('s', add(selection.since ?? new Date(0)), add(selection.at))
  const { rows } = await db.query<ListPlace>(
    `SELECT s.finding_id AS finding, s.repository_id AS "repositoryId", e.name AS service, v.path,
       s.decision_kind AS "decisionKind", c.sha, c.author, c.assistance_grade AS grade,
       c.committed_at AS "committedAt"
     FROM (${selected}) s
     JOIN version v ON v.org_id = ${ORG} AND v.id = s.version_id
     JOIN service e ON e.org_id = ${ORG} AND e.id = s.service_id
     LEFT JOIN commit c ON c.org_id = ${ORG} AND c.repository_id = s.repository_id
       AND c.sha = ${brought}
     ORDER BY v.path COLLATE "C", s.finding_id LIMIT ${add(most)}`,
    values,
  )
  return rows
}
