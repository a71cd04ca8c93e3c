import { type Client, ORG } from '@/lib/db/database'

/** Tool of the stream that joined paths stand in; its scans are those of all parts of a path. */
export const JOIN_TOOL = 'plumbline-join'

/**
 * SQL of what the step that enters a flow says (its path or line): queues and gateways stand before
 * it in the code flow, but run elsewhere.
 */
export const entryStep = (what: 'path' | 'line'): string =>
  `(SELECT t.step ->> '${what}' FROM jsonb_array_elements(
      CASE jsonb_typeof(v.data -> 'flow') WHEN 'array' THEN v.data -> 'flow' ELSE '[]' END)
      WITH ORDINALITY AS t(step, nth)
    WHERE t.step ->> 'message' LIKE 'entry %' ORDER BY t.nth LIMIT 1)`

/** Rule of joined paths. */
export const JOINED_RULE = 'retry-path/joined'

/**
 * Notes, in the transaction of the change, which flows have to be joined anew: those of these
 * versions that are flow segments, or (null) all of the repository. Primary keys of version, rule.
 */
export async function noteFlowChange(
  client: Client,
  repositoryId: string,
  versions: readonly string[] | null,
): Promise<void> {
  if (versions?.length === 0) return
  await client.query(
    versions === null
      ? `INSERT INTO flow_change (org_id, repository_id, versions, everything)
         SELECT $1, $2, '{}', true WHERE EXISTS (
           SELECT 1 FROM rule WHERE org_id = $1 AND kind = 'flow')`
      : `INSERT INTO flow_change (org_id, repository_id, versions)
         SELECT $1, $2, array_agg(v.id) FROM version v
         JOIN rule r ON r.org_id = v.org_id AND r.id = v.rule_id
         WHERE v.org_id = $1 AND v.id = ANY($3::uuid[]) AND r.kind = 'flow' HAVING count(*) > 0`,
    versions === null ? [ORG, repositoryId] : [ORG, repositoryId, versions],
  )
}

/** What has changed since flows were last joined. */
export interface FlowChanges {
  upTo: number[]
  /** Versions by repository; null: all of it. */
  repositories: Map<string, Set<string> | null>
  /** Keys of outgoing calls that were tied or untied. */
  ties: string[]
  /** So much changed that everything is joined anew. */
  everything: boolean
}

/** Whole repositories that are joined one by one; of more, everything is. */
const FEW = 20

/** Everything noted and committed so far. The table is empty most of the time. */
export async function readFlowChanges(client: Client): Promise<FlowChanges> {
  const { rows } = await client.query<{
    seq: number
    repository: string | null
    versions: string[]
    everything: boolean
    outKey: string | null
  }>(
    `SELECT seq, repository_id AS repository, versions, everything, out_key AS "outKey"
     FROM flow_change
     WHERE org_id = $1 ORDER BY seq`,
    [ORG],
  )
  const repositories = new Map<string, Set<string> | null>()
  for (const { repository, versions, everything } of rows) {
    if (repository === null) continue
    const known = repositories.get(repository)
    if (everything || known === null) repositories.set(repository, null)
    else repositories.set(repository, new Set([...(known ?? []), ...versions]))
  }
  return {
    upTo: rows.map(({ seq }) => seq),
    repositories,
    ties: rows.flatMap(({ outKey }) => outKey ?? []),
    everything:
      rows.some(({ repository, outKey }) => repository === null && outKey === null) ||
      [...repositories.values()].filter((versions) => versions === null).length > FEW,
  }
}

export async function forgetFlowChanges(client: Client, seqs: readonly number[]): Promise<void> {
  await client.query('DELETE FROM flow_change WHERE org_id = $1 AND seq = ANY($2::bigint[])', [
    ORG,
    seqs,
  ])
}
