import { type Client, ORG } from '@/lib/db/database'
import { ownersOf } from '../codeowners/owners-of'
import { parseCodeowners } from '../codeowners/parse'
import type { CodeownersFile } from '../codeowners/types'
import type { Candidate, NoCandidate, OwnerRef } from '../types'

interface Row {
  id: string
  repositoryId: string | null
  pattern: string
  decisionKind: string | null
  ownerKind: OwnerRef['kind']
  owner: string
  reason: string | null
  actorName: string
  from: Date
}

/** Explicit rules that hold at an instant; the newest one that fits a place decides. */
export class OverrideRules {
  readonly #rules: { row: Row; file: CodeownersFile }[]

  constructor(rows: readonly Row[]) {
    this.#rules = rows.map((row) => ({ row, file: readPattern(row.pattern) }))
  }

  of(repositoryId: string, path: string, decisionKind: string | null): Candidate | NoCandidate {
    const rule = this.#rules.find(
      ({ row, file }) =>
        (row.repositoryId === null || row.repositoryId === repositoryId) &&
        (row.decisionKind === null || row.decisionKind === decisionKind) &&
        ownersOf(file, path).line !== null,
    )?.row
    if (!rule) return { source: 'rule', reason: 'No rule of the ledger is about this path.' }
    const said = rule.reason === null ? '' : `: ${rule.reason}`
    return {
      owner: { kind: rule.ownerKind, name: rule.owner },
      source: 'rule',
      where: `rule \`${rule.pattern}\``,
      confidence: 'sure',
      reason: `${rule.actorName} made a rule for \`${rule.pattern}\`${said}.`,
    }
  }

  /** Repositories for which a rule gives a name that is meant; null where it is for all. */
  repositoriesOf(named: (owner: string) => boolean): (string | null)[] {
    return this.#rules.flatMap(({ row }) => (named(row.owner) ? [row.repositoryId] : []))
  }
}

/** Patterns are read as GitHub reads those of CODEOWNERS. */
export function readPattern(pattern: string): CodeownersFile {
  return parseCodeowners(`${pattern} @x`, { dialect: 'github' })
}

/** Which rules hold at an instant? Reads ownership_rule, which is small. */
export async function loadRules(client: Client, at: Date): Promise<OverrideRules> {
  const { rows } = await client.query<Row>(
    `SELECT id, repository_id AS "repositoryId", pattern, decision_kind AS "decisionKind",
       owner_kind AS "ownerKind", owner, reason, actor_name AS "actorName", valid_from AS from
     FROM ownership_rule
     WHERE org_id = $1 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2)
     ORDER BY valid_from DESC, id`,
    [ORG, at],
  )
  return new OverrideRules(rows)
}
