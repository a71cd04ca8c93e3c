import { type Client, ORG } from '@/lib/db/database'
import type { Filter } from '../types'

/** A kind of rule that a tool has, within a filter. */
export interface ToolKind {
  tool: string
  kind: string
}

/**
 * Which tools look for what the filter asks for? A stream of any other tool has no say in a
 * measure. Served by rule's primary key; the table is small.
 */
export async function readToolKinds(db: Client, filter: Filter): Promise<ToolKind[]> {
  const { rows } = await db.query<ToolKind>(
    `SELECT DISTINCT tool, kind FROM rule
     WHERE org_id = $1 AND ($2::uuid IS NULL OR id = $2) AND ($3::text IS NULL OR decision_kind = $3)`,
    [ORG, filter.rule ?? null, filter.decisionKind ?? null],
  )
  return rows
}
