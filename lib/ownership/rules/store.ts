import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { writeAudit } from '@/lib/audit/write'
import { type Client, inTransaction, ORG } from '@/lib/db/database'
import type { Actor, OverrideRule, OwnerRef } from '../types'

interface Row {
  id: string
  repositoryId: string | null
  repositoryName: string | null
  pattern: string
  decisionKind: string | null
  ownerKind: OwnerRef['kind']
  owner: string
  reason: string | null
  by: string
  from: Date
  to: Date | null
}

/** Which rules are there, those that hold first? Reads ownership_rule, which is small. */
export async function listRules(client: Client): Promise<OverrideRule[]> {
  const { rows } = await client.query<Row>(
    `SELECT o.id, o.repository_id AS "repositoryId", r.name AS "repositoryName", o.pattern,
       o.decision_kind AS "decisionKind", o.owner_kind AS "ownerKind", o.owner, o.reason,
       o.actor_name AS by, o.valid_from AS from, o.valid_to AS to
     FROM ownership_rule o
     LEFT JOIN repository r ON r.org_id = o.org_id AND r.id = o.repository_id
     WHERE o.org_id = $1 ORDER BY o.valid_to IS NOT NULL, o.valid_from DESC, o.id`,
    [ORG],
  )
  return rows.map(ruleOf)
}

function ruleOf(row: Row): OverrideRule {
  return {
    id: row.id,
    ...(row.repositoryId === null
      ? {}
      : { repository: { id: row.repositoryId, name: row.repositoryName ?? row.repositoryId } }),
    pattern: row.pattern,
    ...(row.decisionKind === null ? {} : { decisionKind: row.decisionKind }),
    owner: { kind: row.ownerKind, name: row.owner },
    ...(row.reason === null ? {} : { reason: row.reason }),
    by: row.by,
    from: row.from.toISOString(),
    ...(row.to === null ? {} : { to: row.to.toISOString() }),
  }
}

export type NewRule = Pick<
  OverrideRule,
  'repository' | 'pattern' | 'decisionKind' | 'owner' | 'reason'
>

/** Makes a rule that holds from now on, with its audit row. */
export function createRule(pool: pg.Pool, actor: Actor, rule: NewRule): Promise<OverrideRule> {
  return inTransaction(pool, async (client) => {
    const made = { ...rule, id: randomUUID(), by: actor.name, from: new Date().toISOString() }
    await client.query(
      `INSERT INTO ownership_rule (org_id, id, repository_id, pattern, decision_kind, owner_kind,
         owner, reason, actor_name, valid_from) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[ORG, made.id, rule.repository?.id ?? null, rule.pattern, rule.decisionKind ?? null],
        ...[rule.owner.kind, rule.owner.name, rule.reason ?? null, actor.name, made.from],
      ],
    )
    const entry = { action: 'rule.create', subjectKind: 'rule', subjectId: made.id, after: made }
    await writeAudit(client, actor, new Date(made.from), [entry])
    return made
  })
}

/** Ends a rule from now on; what it suggested before, it did. False where none holds by this id. */
export function endRule(pool: pg.Pool, actor: Actor, id: string): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const at = new Date()
    const { rows } = await client.query<{ pattern: string; owner: string }>(
      `UPDATE ownership_rule SET valid_to = greatest($3, valid_from)
       WHERE org_id = $1 AND id = $2 AND valid_to IS NULL RETURNING pattern, owner`,
      [ORG, id, at],
    )
    const [before] = rows
    if (!before) return false
    const entry = { action: 'rule.end', subjectKind: 'rule', subjectId: id, before }
    await writeAudit(client, actor, at, [entry])
    return true
  })
}
