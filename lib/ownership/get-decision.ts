import { type Client, ORG } from '@/lib/db/database'
import { inSnapshot } from '@/lib/db/snapshot'
import { getFinding } from '@/lib/findings/get-finding'
import type { FindingDetail, FindingRow } from '@/lib/findings/types'
import { ageOf } from './age'
import { CandidateFinder } from './candidates/find'
import { loadDecay } from './decay/load'
import { loadClaims } from './documents/store'
import { readLedger, readStamp } from './ledger'
import { periodsOf } from './periods'
import { readRecords } from './records/store'
import { historyOf, standingOf } from './standing-of'
import { templateOf } from './templates'
import type { Decision, Status } from './types'

interface Row {
  /** The commit that gave the code its form: its author is asked, whoever brought it first. */
  sha: string | null
  author: string | null
  grade: string | null
  committedAt: Date | null
  status: Status | null
  owner: string | null
  kind: string
  decisionKind: string | null
  repositoryId: string
  service: string
  path: string
  line: number | null
  declaredOwner: string | null
  declaredDecision: string | null
  since: Date
  introduced: Date
  knownAt: Date
  firstSeen: NonNullable<Decision['firstSeen']> | null
}

/** One decision with its ledger as of an instant; null where there is none with this id. */
export function getDecision(db: Client, id: string, at: Date): Promise<Decision | null> {
  return inSnapshot(db, async (client) => {
    const finding = await getFinding(client, id, at.toISOString())
    const row = finding && (await readRow(client, id, at))
    if (!finding || row?.kind !== 'decision') return null
    const ledger = await readLedger(client, [id])
    const entries = (ledger.get(id) ?? []).filter((entry) => entry.at <= at.getTime())
    const periods = periodsOf(entries)
    const records = await readRecords(client, [id], at)
    const record = records.at(-1)
    const standing = standingOf(
      periods,
      await declaredOf(client, row, at),
      { status: row.status ?? 'unowned', owner: row.owner },
      at.getTime(),
    )
    const finder = await CandidateFinder.load(client, [row], at)
    const { candidates, unknown } = finder.of({
      ...row,
      commit: row.sha === null ? null : { ...row, sha: row.sha },
    })
    const owned = row.owner !== null && (row.status === 'owned' || row.status === 'ratified')
    const subject = { finding: id, owner: row.owner ?? '', ...place(row) }
    const newest = new Map(record ? [[id, record]] : [])
    const decay = owned ? await loadDecay(client, [subject], ledger, newest, at) : null
    return {
      finding: rowOf(finding),
      at: at.toISOString(),
      present: finding.present,
      standing,
      decay: decay?.get(id) ?? [],
      candidates,
      unknown,
      ...(record ? { record: withoutFinding(record) } : {}),
      records: records.map(withoutFinding),
      template: templateOf(row.decisionKind),
      history: historyOf(periods),
      age: ageOf({ ...row, atLeast: row.firstSeen !== null }, at, row.decisionKind),
      ...(row.firstSeen === null ? {} : { firstSeen: row.firstSeen }),
      stamp: await readStamp(client),
    }
  })
}

/** With what a decision began, where no commit is known to have introduced it before. */
const FIRST_SEEN = `(SELECT b.start_reason FROM presence b WHERE s.at_least
  AND b.org_id = s.org_id AND b.finding_id = s.finding_id
  AND b.start_reason IN ('first-scan', 'rule-added')
  ORDER BY b.from_at, b.start_reason LIMIT 1)`

/**
 * How does a decision stand at an instant, or how did it last before, or first after it?
 * Index: standing (org_id, finding_id).
 */
async function readRow(client: Client, id: string, at: Date): Promise<Row | undefined> {
  const { rows } = await client.query<Row>(
    `SELECT s.status, s.owner, s.kind, s.decision_kind AS "decisionKind",
       s.repository_id AS "repositoryId", e.name AS service, v.path, v.start_line AS line,
       nullif(v.declared ->> 'owner', '') AS "declaredOwner",
       nullif(v.declared ->> 'decision', '') AS "declaredDecision",
       coalesce((SELECT p.from_at FROM presence p WHERE p.org_id = $1
         AND p.version_id = s.version_id AND p.from_at <= s.from_at
         ORDER BY p.from_at DESC LIMIT 1), s.from_at) AS since, s.dated_at AS introduced,
       r.created_at AS "knownAt", ${FIRST_SEEN} AS "firstSeen",
       c.sha, c.author, c.assistance_grade AS grade, c.committed_at AS "committedAt"
     FROM standing s
     JOIN version v ON v.org_id = s.org_id AND v.id = s.version_id
     JOIN service e ON e.org_id = s.org_id AND e.id = s.service_id
     JOIN repository r ON r.org_id = s.org_id AND r.id = s.repository_id
     LEFT JOIN commit c ON c.org_id = s.org_id AND c.repository_id = s.repository_id
       AND c.sha = v.introduced_by
     WHERE s.org_id = $1 AND s.finding_id = $2
     ORDER BY s.from_at > $3, CASE WHEN s.from_at <= $3 THEN s.from_at END DESC, s.from_at LIMIT 1`,
    [ORG, id, at],
  )
  return rows[0]
}

async function declaredOf(client: Client, row: Row, at: Date) {
  const claims = await loadClaims(client, row.repositoryId)
  const where = row.line === null ? row.path : `${row.path}:${row.line}`
  const since = row.since.toISOString()
  return {
    comment: row.declaredOwner === null ? null : { owner: row.declaredOwner, where, since },
    document: claims.of(row.path, row.declaredDecision, at.getTime()),
  }
}

const place = ({ repositoryId, service }: Row) => ({ repositoryId, service })

function withoutFinding<T extends { finding: string }>({ finding: _, ...record }: T) {
  return record
}

/** What a list shows of a finding; its life is told by the finding's own page. */
function rowOf(detail: FindingDetail): FindingRow {
  const {
    at: _,
    present: __,
    life: ___,
    turns: ____,
    data: _____,
    layers,
    flow,
    help,
    helpUri,
    ...row
  } = detail
  return row
}
