import { type Client, ORG } from '@/lib/db/database'

export interface Named {
  id: string
  name: string
}

export interface NamedService extends Named {
  repositoryId: string
}

export interface NamedRule extends Named {
  tool: string
  key: string
  kind: string
  decisionKind: string | null
}

/** What are the repositories called? Whole table; primary key. */
export async function readRepositories(db: Client): Promise<Named[]> {
  return (await db.query<Named>('SELECT id, name FROM repository WHERE org_id = $1', [ORG])).rows
}

/** What are the services called, and where are they? Whole table; primary key. */
export async function readServices(db: Client): Promise<NamedService[]> {
  const { rows } = await db.query<NamedService>(
    'SELECT id, name, repository_id AS "repositoryId" FROM service WHERE org_id = $1',
    [ORG],
  )
  return rows
}

/** What are the teams called? Whole table; primary key. */
export async function readTeams(db: Client): Promise<Named[]> {
  return (await db.query<Named>('SELECT id, name FROM team WHERE org_id = $1', [ORG])).rows
}

/** What are these rules called? Primary key. */
export async function readRules(db: Client, ids: readonly string[]): Promise<NamedRule[]> {
  const { rows } = await db.query<NamedRule>(
    `SELECT id, coalesce(name, rule_key) AS name, tool, rule_key AS key, kind,
       decision_kind AS "decisionKind"
     FROM rule WHERE org_id = $1 AND id = ANY($2::uuid[])`,
    [ORG, ids],
  )
  return rows
}
