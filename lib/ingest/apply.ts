import { insertRows } from '@/lib/db/bulk'
import { type Client, ORG } from '@/lib/db/database'
import { hashOf, uuidOf } from '@/lib/db/ids'
import { saveDocuments } from '@/lib/ownership/documents/store'
import { saveWriters } from '@/lib/ownership/writers/store'
import { applyPresence, type PresenceChange } from '@/lib/presence/apply'
import { wordOf } from '@/lib/presence/coverage'
import { noteFlowChange } from '@/lib/retry-paths/changes'
import type { CommitContent, ScanContent } from '@/lib/sarif/content'
import { mapDiffers, saveServiceMap } from '@/lib/services/store'
import { keepTeams } from '@/lib/services/team-turn'
import { versionsHeldTogether } from '@/lib/standing/load'
import { rebuildStanding } from '@/lib/standing/rebuild'
import { redescribeStanding, regradeStanding } from '@/lib/standing/redescribe'
import { type Admission, admitScan } from './apply-admission'
import { countChange, type ScanCounts } from './apply-counts'
import { savePathChanges } from './apply-path-changes'
import { ensureRepository } from './apply-repository'
import { saveTags } from './apply-tags'
import {
  describeRules,
  describeVersions,
  descriptionOf,
  type Identified,
  identify,
  insertRules,
  insertVersions,
  loadKnownVersions,
  noteIntroductions,
} from './apply-versions'
import { requeue } from './requeue'

/**
 * Applies one scan within the caller's transaction: versions, presence, services, standing.
 * Takes the repository's lock, and before it that on teams, so scans of one repository apply one after the other.
 * Throws RefusedScan where the scan cannot be applied as it is.
 */
export async function applyScan(
  client: Client,
  uploadId: string,
  scan: ScanContent,
): Promise<ScanCounts> {
  await keepTeams(client)
  const repository = await ensureRepository(client, scan)
  const streamId = uuidOf('stream', repository.id, scan.branch, scan.tool, scan.category)
  await client.query(
    `INSERT INTO stream (org_id, id, repository_id, branch, tool, category)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
    [ORG, streamId, repository.id, scan.branch, scan.tool, scan.category],
  )
  await insertRules(client, scan)
  const observed = identify(streamId, scan.tool, scan.observations)
  const admission = await admitScan(client, streamId, uploadId, scan, contentDigest(scan, observed))
  const regraded = await saveCommits(client, repository.id, scan.commits)
  await saveTags(client, repository.id, scan)
  await saveWriters(client, repository.id, scan)
  const known = await loadKnownVersions(
    client,
    observed.map((o) => o.id),
  )
  if (admission.reason !== 'duplicate') {
    await insertVersions(
      client,
      streamId,
      observed.filter((o) => !known.has(o.id)),
    )
  }
  const news = observed.filter((o) => known.get(o.id)?.introducedBy !== o.introducedBy)
  await noteIntroductions(client, repository.id, news)
  await redescribeStanding(
    client,
    news.flatMap(({ id }) => (known.has(id) ? id : [])),
  )
  await regradeStanding(client, repository.id, regraded)
  const withdrawn =
    admission.withdraw === undefined
      ? undefined
      : await withdraw(client, streamId, admission.withdraw)
  if (admission.again?.length) await requeue(client, admission.again)
  if (!admission.counts) {
    if (withdrawn || admission.remapped) await rebuildStanding(client, repository, null)
    await describeRules(client, scan)
    return { ...nothing(admission), accepted: observed.length }
  }
  const seen = new Set(observed.map((o) => o.id))
  await saveSightings(client, admission.scanId, scan, observed)
  await savePathChanges(client, admission.scanId, observed)
  const change = await applyPresence(client, streamId, {
    at: scan.committedAt,
    coverage: scan.coverage,
    seen,
  })
  const redescribed = observed.filter((o) => {
    const stored = known.get(o.id)
    return stored && !stored.description.equals(descriptionOf(o)) && lastWord(change, o, scan)
  })
  await describeVersions(client, streamId, redescribed)
  await redescribeStanding(
    client,
    redescribed.map(({ id }) => id),
  )
  if (scan.services && scan.defaultBranch !== false) {
    await saveServiceMap(client, repository.id, admission.scanId, scan.committedAt, scan.services)
  }
  const claimed =
    scan.documents !== undefined &&
    scan.defaultBranch !== false &&
    (await saveDocuments(client, repository.id, admission.scanId, scan.committedAt, scan.documents))
  const everything =
    repository.branchChanged ||
    admission.remapped ||
    claimed ||
    (await mapDiffers(client, repository.id, admission.scanId))
  const changes = withdrawn ? [withdrawn, change] : [change]
  const changed = new Set(changes.flatMap((c) => c.changed))
  const mates = everything ? [] : await versionsHeldTogether(client, changed, findingsOf(changes))
  await rebuildStanding(
    client,
    repository,
    everything ? null : [...new Set([...changed, ...mates])],
  )
  const flows = [...changed, ...redescribed.map(({ id }) => id)]
  if (!everything) await noteFlowChange(client, repository.id, flows)
  await describeRules(client, scan)
  const flowRules = new Set(scan.rules.flatMap((r) => (r.kind === 'flow' ? r.ruleKey : [])))
  const findings = new Set(observed.flatMap((o) => (flowRules.has(o.ruleKey) ? [] : o.id)))
  return {
    scanId: admission.scanId,
    ...countChange(change, scan.committedAt, findings, (key) => !flowRules.has(key ?? '')),
  }
}

/** Takes back what a scan said at an instant: a scan that covers and sees nothing stands there. */
function withdraw(client: Client, streamId: string, at: number): Promise<PresenceChange> {
  const silent = { at, coverage: { extent: 'seen' as const }, seen: new Set<string>() }
  return applyPresence(client, streamId, silent)
}

/** Findings that the changed versions belonged to, or do now. */
function findingsOf(changes: readonly PresenceChange[]): Set<string> {
  const spans = changes.flatMap(({ changed, before, after }) =>
    changed.flatMap((id) => [...(before.get(id) ?? []), ...(after.get(id) ?? [])]),
  )
  return new Set(spans.map(({ finding }) => finding))
}

/** Presence and descriptions follow from this alone: equal digests need no second application. */
function contentDigest(scan: ScanContent, observed: readonly Identified[]): Buffer {
  const lines = observed.map((o) =>
    hashOf(
      o.id,
      descriptionOf(o).toString('base64'),
      o.introducedBy,
      ...(o.changedBy ? [JSON.stringify(o.changedBy)] : []),
    ).toString('base64'),
  )
  return hashOf(
    scan.committedAt,
    JSON.stringify(scan.coverage),
    scan.succeeded ? 'ok' : 'failed',
    JSON.stringify(scan.services ?? null),
    scan.documents === undefined ? null : 'documents',
    ...(scan.documents ?? []).map(({ path, text }) => hashOf(path, text).toString('base64')),
    ...lines.sort(),
  )
}

/** This scan is the last one that saw the version, so its lines and texts are the ones to show. */
function lastWord(change: PresenceChange, o: Identified, scan: ScanContent): boolean {
  const spans = change.after.get(o.id) ?? []
  const last = spans.at(-1)
  if (!last || last.from > scan.committedAt) return false
  const present = (t: number) => spans.some((s) => s.from <= t && (s.to === null || s.to > t))
  const subject = { id: o.id, ruleKey: o.ruleKey, path: o.path }
  return change.timeline.after(scan.committedAt, subject, present)?.state !== 'seen'
}

/** What a scan saw outside of what it covers has to be remembered one by one. */
async function saveSightings(
  client: Client,
  scanId: string,
  scan: ScanContent,
  observed: readonly Identified[],
): Promise<void> {
  const word = wordOf(scan.coverage)
  const outside = observed.filter((o) => word(o.ruleKey, o.path) === 'silent')
  await insertRows(
    client,
    'sighting',
    { org_id: 'int', scan_id: 'uuid', version_id: 'uuid' },
    outside.map((o) => ({ org_id: ORG, scan_id: scanId, version_id: o.id })),
    'ON CONFLICT DO NOTHING',
  )
}

/** Best evidence first: of two statements on one commit the better one counts. */
const GRADES = `ARRAY['notes', 'trailer', 'bot-author', 'unknown']`

const isBetter = (told: string, stored: string) =>
  `array_position(${GRADES}, ${told}) < array_position(${GRADES}, ${stored})`

/** Stores commits; of known ones returns those about which better evidence is told. */
async function saveCommits(
  client: Client,
  repositoryId: string,
  commits: readonly CommitContent[],
): Promise<string[]> {
  const { rows: told } = await client.query<{ sha: string }>(
    `SELECT c.sha FROM unnest($3::text[], $4::text[]) AS n(sha, grade)
     JOIN commit c ON c.org_id = $1 AND c.repository_id = $2 AND c.sha = n.sha
       AND ${isBetter('n.grade', 'c.assistance_grade')}`,
    [ORG, repositoryId, commits.map((c) => c.sha), commits.map((c) => c.assistance.grade)],
  )
  await insertRows(
    client,
    'commit',
    {
      org_id: 'int',
      repository_id: 'uuid',
      sha: 'text',
      author: 'text',
      committed_at: 'timestamptz',
      subject: 'text',
      assistance_grade: 'text',
      assistance_tool: 'text',
      assistance_evidence: 'text',
    },
    commits.map((c) => ({
      org_id: ORG,
      repository_id: repositoryId,
      sha: c.sha,
      author: c.author ?? null,
      committed_at: new Date(c.committedAt),
      subject: c.subject ?? null,
      assistance_grade: c.assistance.grade,
      assistance_tool: c.assistance.tool ?? null,
      assistance_evidence: c.assistance.evidence ?? null,
    })),
    `ON CONFLICT (org_id, repository_id, sha) DO UPDATE SET
       assistance_grade = EXCLUDED.assistance_grade, assistance_tool = EXCLUDED.assistance_tool,
       assistance_evidence = EXCLUDED.assistance_evidence
     WHERE ${isBetter('EXCLUDED.assistance_grade', 'commit.assistance_grade')}`,
  )
  return told.map(({ sha }) => sha)
}

function nothing(admission: Admission): ScanCounts {
  const counts = { accepted: 0, new: 0, matched: 0, moved: 0, reopened: 0, gone: 0 }
  return { scanId: admission.scanId, ...counts, note: admission.note }
}
