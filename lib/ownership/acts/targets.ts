import { type Client, ORG } from '@/lib/db/database'
import type { Place } from '../candidates/find'
import { type LedgerEntry, ownerRef, readLedger } from '../ledger'
import { ownerOf } from '../owner'
import type { Status } from '../types'
import type { Current } from './decide'

/** A decision that an act is about, as it stands now. */
export interface Target extends Current {
  /** Answers for its service now. */
  team: string | null
  versionId: string
  place: Place
  repositoryName: string
}

interface Row {
  finding: string
  versionId: string
  kind: string
  status: Status | null
  owner: string | null
  proposedKey: string | null
  ownershipId: string | null
  repositoryId: string
  repositoryName: string
  service: string
  team: string | null
  path: string
  decisionKind: string | null
  sha: string | null
  author: string | null
  grade: string | null
  committedAt: Date | null
}

/** How do these decisions stand at an instant? Index: standing (org, finding_id), then keys. */
export async function readTargets(
  client: Client,
  findings: readonly string[],
  at: Date,
): Promise<{ targets: Target[]; missing: Map<string, string> }> {
  const { rows } = await client.query<Row>(
    `SELECT s.finding_id AS finding, s.version_id AS "versionId", s.kind, s.status, s.owner,
       s.proposed_key AS "proposedKey", s.ownership_id AS "ownershipId",
       s.repository_id AS "repositoryId", r.name AS "repositoryName", e.name AS service, t.name AS team,
       v.path,
       s.decision_kind AS "decisionKind", c.sha, c.author, c.assistance_grade AS grade,
       c.committed_at AS "committedAt"
     FROM standing s
     JOIN version v ON v.org_id = s.org_id AND v.id = s.version_id
     JOIN repository r ON r.org_id = s.org_id AND r.id = s.repository_id
     JOIN service e ON e.org_id = s.org_id AND e.id = s.service_id
     LEFT JOIN team t ON t.org_id = s.org_id AND t.id = s.team_id
     LEFT JOIN commit c ON c.org_id = s.org_id AND c.repository_id = s.repository_id
       AND c.sha = v.introduced_by
     WHERE s.org_id = $1 AND s.finding_id = ANY($2::uuid[])
       AND s.from_at <= $3 AND (s.to_at IS NULL OR s.to_at > $3)`,
    [ORG, findings, at],
  )
  const decisions = rows.filter(({ kind }) => kind === 'decision')
  const ledger = await readLedger(
    client,
    decisions.map(({ finding }) => finding),
  )
  const standing = new Map(rows.map((row) => [row.finding, row]))
  const missing = new Map<string, string>()
  for (const finding of findings) {
    const row = standing.get(finding)
    if (!row) missing.set(finding, 'is not there any more, or never was')
    else if (row.kind !== 'decision') missing.set(finding, 'is no decision: nobody can own it')
  }
  const targets = decisions.map((row) => targetOf(row, ledger.get(row.finding) ?? []))
  return { targets, missing }
}

function targetOf(row: Row, entries: readonly LedgerEntry[]): Target {
  const entry = entries.find(({ id }) => id === row.ownershipId)
  const last = entries.at(-1)
  const { sha, author, grade, committedAt } = row
  return {
    finding: row.finding,
    team: row.team,
    versionId: row.versionId,
    status: row.status ?? 'unowned',
    owner:
      row.owner === null || entry?.owner === row.owner
        ? ownerRef(entry?.ownerKind ?? null, entry?.owner ?? null)
        : ownerOf(row.owner),
    others: entry?.others ?? [],
    proposed: ownerRef(entry?.proposedKind ?? null, entry?.proposed ?? null),
    until: entry?.until ?? null,
    approver: entry?.approver ?? null,
    reason: entry?.reason ?? null,
    explicit: entry !== undefined,
    last: last && { seq: last.seq, by: last.by, at: last.at, kind: last.kind },
    repositoryName: row.repositoryName,
    place: {
      repositoryId: row.repositoryId,
      service: row.service,
      path: row.path,
      decisionKind: row.decisionKind,
      commit: sha === null ? null : { sha, author, grade, committedAt },
    },
  }
}
