import { type Client, ORG } from '@/lib/db/database'
import { TeamChanges } from '@/lib/services/reorganisation'
import { loadAllTeamChanges } from '@/lib/services/team-changes'
import type { LedgerEntry } from '../ledger'
import type { StoredRecord } from '../records/store'
import type { Decay } from '../types'
import { decayOf } from './decay'
import { type KnownOwners, loadKnownOwners } from './known-owners'

/** An owned decision as decay needs it. */
export interface OwnedDecision {
  finding: string
  owner: string
  repositoryId: string
  service: string
}

interface Form {
  finding: string
  version: string
  at: number
  content: string | null
}

/** What asks to be confirmed among owned decisions, as of an instant. */
export async function loadDecay(
  client: Client,
  decisions: readonly OwnedDecision[],
  ledger: ReadonlyMap<string, readonly LedgerEntry[]>,
  records: ReadonlyMap<string, StoredRecord>,
  at: Date,
): Promise<Map<string, Decay[]>> {
  const now = at.getTime()
  const entries = new Map(
    decisions.map(({ finding }) => [
      finding,
      (ledger.get(finding) ?? []).findLast((e) => e.confirms && !e.undone && e.at <= now),
    ]),
  )
  // Only what somebody stood by has been seen in a form, which may be an earlier one.
  const seenOnce = decisions.flatMap(({ finding }) => (entries.get(finding) ? finding : []))
  const forms = await readForms(client, seenOnce, at)
  const repositories = [...new Set(decisions.map(({ repositoryId }) => repositoryId))]
  const known = await loadKnownOwners(client, repositories)
  const all = await loadAllTeamChanges(client)
  const changes = new Map(
    repositories.map((id) => [
      id,
      new TeamChanges(all.filter(({ repository }) => repository === null || repository === id)),
    ]),
  )
  return new Map(
    decisions.map((decision) => {
      const { finding, owner, repositoryId, service } = decision
      const life = forms.get(finding) ?? []
      const entry = entries.get(finding)
      const seen = life.find(({ version }) => version === entry?.versionId)
      const day = records.get(finding)?.reviewOn
      const ended = changes.get(repositoryId)?.endOf(owner, service, now)
      const facts = {
        owner,
        confirmed: entry ? { at: entry.at, content: seen?.content ?? null } : null,
        content: contentOf(life),
        reviewBy: day === undefined ? null : { at: Date.parse(`${day}T23:59:59.999Z`), day },
        ended: ended ? { at: ended.from, reason: ended.reason } : null,
        unnamed: entry ? unnamed(known.get(repositoryId), owner, entry.at, now) : null,
      }
      return [finding, decayOf(facts, now)]
    }),
  )
}

function unnamed(known: KnownOwners | undefined, owner: string, from: number, now: number) {
  const since = known?.unnamedSince(owner, from, now)
  return since === undefined ? null : { at: since, where: 'CODEOWNERS or catalog-info.yaml' }
}

/** The content that stands, and since when it is that. */
function contentOf(life: readonly Form[]) {
  const last = life.at(-1)
  if (!last) return null
  const before = life.findLastIndex(({ content }) => content !== last.content)
  return { now: last.content, since: life[before + 1]?.at ?? last.at }
}

/** In which forms were these findings there until an instant? Index: presence (org, finding_id). */
async function readForms(
  client: Client,
  findings: readonly string[],
  at: Date,
): Promise<Map<string, Form[]>> {
  const { rows } = await client.query<Omit<Form, 'at'> & { at: Date }>(
    `SELECT p.finding_id AS finding, p.version_id AS version, p.from_at AS at,
       encode(v.content, 'hex') AS content
     FROM presence p JOIN version v ON v.org_id = p.org_id AND v.id = p.version_id
     WHERE p.org_id = $1 AND p.finding_id = ANY($2::uuid[]) AND p.from_at <= $3
     ORDER BY p.from_at`,
    [ORG, findings, at],
  )
  const forms = new Map<string, Form[]>()
  for (const row of rows) {
    const form = { ...row, at: row.at.getTime() }
    const known = forms.get(row.finding)
    if (known) known.push(form)
    else forms.set(row.finding, [form])
  }
  return forms
}
