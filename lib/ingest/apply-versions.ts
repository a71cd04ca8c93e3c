import { insertRows } from '@/lib/db/bulk'
import { type Client, ORG } from '@/lib/db/database'
import { hashOf, uuidOf } from '@/lib/db/ids'
import type { Observation, ScanContent } from '@/lib/sarif/content'
import { insertPlaces, replacePlaces } from './version-places'

/** An observation with the id of the version it is a sighting of. */
export interface Identified extends Observation {
  id: string
  ruleId: string
}

export function ruleId(tool: string, ruleKey: string): string {
  return uuidOf('rule', ORG, tool, ruleKey)
}

/**
 * Gives each observation the id of its version: what it says, where, in which form, and its
 * ordinal among equals in line order. Ids depend on nothing else, so any arrival order yields
 * the same versions. Suppression, attempts and a declared owner are part of the form, because
 * charts need to know when they changed.
 */
export function identify(
  streamId: string,
  tool: string,
  observations: readonly Observation[],
): Identified[] {
  const ordinals = new Map<string, number>()
  return [...observations]
    .sort(
      (a, b) =>
        (a.startLine ?? 0) - (b.startLine ?? 0) || (a.startColumn ?? 0) - (b.startColumn ?? 0),
    )
    .map((o) => {
      const form = hashOf(
        o.ruleKey,
        o.path,
        o.symbol,
        o.form,
        o.suppressed ? 'suppressed' : null,
        o.attempts,
        o.declared?.owner,
        o.declared?.decision,
      ).toString('hex')
      const ordinal = ordinals.get(form) ?? 0
      ordinals.set(form, ordinal + 1)
      return { ...o, id: uuidOf(streamId, form, ordinal), ruleId: ruleId(tool, o.ruleKey) }
    })
}

const VERSION_COLUMNS = {
  org_id: 'int',
  id: 'uuid',
  stream_id: 'uuid',
  rule_id: 'uuid',
  path: 'text',
  symbol: 'text',
  tool_identity: 'bytea',
  content: 'bytea',
  beginning: 'bytea',
  weight: 'int',
  suppressed: 'bool',
  message: 'text',
  level: 'text',
  start_line: 'int',
  start_column: 'int',
  end_line: 'int',
  end_column: 'int',
  snippet: 'text',
  context_start: 'int',
  context: 'text',
  attempts: 'float8',
  declared: 'jsonb',
  data: 'jsonb',
  description: 'bytea',
}

/** Columns that may differ between sightings of one version; the last sighting has the word. */
const DESCRIPTION = [
  'tool_identity',
  'beginning',
  'message',
  'level',
  'start_line',
  'start_column',
  'end_line',
  'end_column',
  'snippet',
  'context_start',
  'context',
  'data',
  'description',
]

/** What is stored of a version that a scan saw. */
export interface KnownVersion {
  description: Buffer
  introducedBy: string | null
}

/** Versions that are stored already, by id. */
export async function loadKnownVersions(
  client: Client,
  ids: readonly string[],
): Promise<Map<string, KnownVersion>> {
  const { rows } = await client.query<KnownVersion & { id: string }>(
    `SELECT id, description, introduced_by AS "introducedBy" FROM version
     WHERE org_id = $1 AND id = ANY($2::uuid[])`,
    [ORG, ids],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** Hash of everything that may differ between two sightings of one version. */
export function descriptionOf(o: Observation): Buffer {
  const place = [o.startLine, o.startColumn, o.endLine, o.endColumn, o.contextStart]
  const texts = [o.toolIdentity, o.message, o.level, o.snippet, o.context]
  const said = o.data && JSON.stringify(o.data)
  // Appended only where there is more, so that what is stored of all others keeps its hash.
  const more = [o.places, o.beginning].filter((one) => one !== undefined)
  return hashOf(...place, ...texts, said, ...more).subarray(0, 8)
}

/** Stores versions that are new; known ones stay as they are. */
export async function insertVersions(
  client: Client,
  streamId: string,
  observations: readonly Identified[],
): Promise<void> {
  const rows = observations.map((o) => versionRow(streamId, o))
  await insertRows(client, 'version', VERSION_COLUMNS, rows, 'ON CONFLICT DO NOTHING')
  await insertPlaces(client, streamId, observations)
}

/** Takes over lines, message and code from a scan that is the last one to have seen them. */
export async function describeVersions(
  client: Client,
  streamId: string,
  observations: readonly Identified[],
): Promise<void> {
  const assignments = DESCRIPTION.map((c) => `${c} = EXCLUDED.${c}`).join(', ')
  await insertRows(
    client,
    'version',
    VERSION_COLUMNS,
    observations.map((o) => versionRow(streamId, o)),
    `ON CONFLICT (org_id, id) DO UPDATE SET ${assignments}`,
  )
  await replacePlaces(client, streamId, observations)
}

/**
 * Notes which commit introduced each version. Scans may disagree (a shallow clone blames its
 * oldest commit): the earliest one named counts, whatever the order they arrive in.
 */
export async function noteIntroductions(
  client: Client,
  repositoryId: string,
  observations: readonly Identified[],
): Promise<void> {
  const named = observations.filter((o) => o.introducedBy !== undefined)
  if (named.length === 0) return
  await client.query(
    `UPDATE version v SET introduced_by = c.sha, introduced_at = c.committed_at
     FROM unnest($3::uuid[], $4::text[]) AS n(id, sha)
     JOIN commit c ON c.org_id = $1 AND c.repository_id = $2 AND c.sha = n.sha
     WHERE v.org_id = $1 AND v.id = n.id
       AND (v.introduced_by IS NULL OR (c.committed_at, c.sha) < (v.introduced_at, v.introduced_by))`,
    [ORG, repositoryId, named.map((o) => o.id), named.map((o) => o.introducedBy)],
  )
}

const RULE_COLUMNS = {
  org_id: 'int',
  id: 'uuid',
  tool: 'text',
  rule_key: 'text',
  kind: 'text',
  decision_kind: 'text',
  name: 'text',
  summary: 'text',
  help: 'text',
  help_uri: 'text',
  level: 'text',
  described_at: 'timestamptz',
}

/** What a tool says of a rule. */
const RULE_TEXTS = ['kind', 'decision_kind', 'name', 'summary', 'help', 'help_uri', 'level']

/** Stores rules that are new. Known ones are not touched, so that no other scan has to wait. */
export async function insertRules(client: Client, scan: ScanContent): Promise<void> {
  await insertRows(client, 'rule', RULE_COLUMNS, ruleRows(scan), 'ON CONFLICT DO NOTHING')
}

/**
 * Takes over what a tool says of its rules; of two descriptions the one of the run that ended later
 * counts, whichever commits they looked at: after an upgrade the tool says more of old commits too.
 * Rules are shared by all repositories: this comes last in a transaction, in one order, because the
 * rows stay locked until it ends.
 */
export async function describeRules(client: Client, scan: ScanContent): Promise<void> {
  const rows = ruleRows(scan).sort((a, b) => (a.id < b.id ? -1 : 1))
  // Of two that ended together it is the texts that decide, not which one came first.
  const said = (of: string) =>
    `(${of}.described_at, ${RULE_TEXTS.map((c) => `coalesce(${of}.${c}, '')`).join(', ')})`
  await insertRows(
    client,
    'rule',
    RULE_COLUMNS,
    rows,
    `ON CONFLICT (org_id, id) DO UPDATE SET described_at = EXCLUDED.described_at,
       ${RULE_TEXTS.map((c) => `${c} = EXCLUDED.${c}`).join(', ')}
     WHERE ${said('rule')} < ${said('EXCLUDED')}`,
  )
}

function ruleRows({ tool, rules, ranAt, committedAt }: ScanContent) {
  return rules.map((rule) => ({
    org_id: ORG,
    id: ruleId(tool, rule.ruleKey),
    tool,
    rule_key: rule.ruleKey,
    kind: rule.kind,
    decision_kind: rule.decisionKind ?? null,
    name: rule.name ?? null,
    summary: rule.summary ?? null,
    help: rule.help ?? null,
    help_uri: rule.helpUri ?? null,
    level: rule.level,
    described_at: new Date(rule.undescribed ? 0 : (ranAt ?? committedAt)),
  }))
}

function versionRow(streamId: string, o: Identified) {
  return {
    org_id: ORG,
    id: o.id,
    stream_id: streamId,
    rule_id: o.ruleId,
    path: o.path,
    symbol: o.symbol ?? null,
    tool_identity: o.toolIdentity === undefined ? null : hashOf(o.toolIdentity).subarray(0, 16),
    content: o.content === undefined ? null : hashOf(o.content).subarray(0, 16),
    beginning: o.beginning === undefined ? null : hashOf(o.beginning).subarray(0, 16),
    weight: o.snippet?.replace(/\s+/g, '').length ?? 0,
    suppressed: o.suppressed,
    message: o.message,
    level: o.level,
    start_line: o.startLine ?? null,
    start_column: o.startColumn ?? null,
    end_line: o.endLine ?? null,
    end_column: o.endColumn ?? null,
    snippet: o.snippet ?? null,
    context_start: o.contextStart ?? null,
    context: o.context ?? null,
    attempts: o.attempts ?? null,
    declared: o.declared ? JSON.stringify(o.declared) : null,
    data: o.data ? JSON.stringify(o.data) : null,
    description: descriptionOf(o),
  }
}
