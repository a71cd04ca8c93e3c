import { type Client, ORG } from '@/lib/db/database'
import type { Add } from '@/lib/trends/conditions'
import { ownerKey } from '../owner'
import type { Status } from '../types'

/** Whose queue: by the names they go by, and by the team they are; empty: everybody's. */
export interface Whose {
  keys: readonly string[]
  team?: string
}

/** The same with a team's own name among the names, and the teams that any of them is. */
export interface Asked {
  keys: readonly string[]
  teams: readonly string[]
}

export interface QueueRow {
  finding: string
  status: Status
  owner: string | null
  ownerKey: string | null
  proposedKey: string | null
  repositoryId: string
  service: string
  decisionKind: string | null
  until: Date | null
  introduced: Date
  atLeast: boolean
  knownAt: Date
}

/** A team goes by its own name, too; undefined for everybody. Reads team, which is small. */
export async function askedOf(client: Client, whose: Whose): Promise<Asked | undefined> {
  if (whose.keys.length === 0 && whose.team === undefined) return undefined
  const { rows } = await client.query<{ id: string; name: string }>(
    'SELECT id, name FROM team WHERE org_id = $1',
    [ORG],
  )
  const own = rows.filter(({ id }) => id === whose.team).map(({ name }) => ownerKey(name))
  const keys = [...whose.keys, ...own]
  const teams = rows.filter(({ id, name }) => id === whose.team || keys.includes(ownerKey(name)))
  return { keys, teams: teams.map(({ id }) => id) }
}

/** Rows `s` of standing that concern whoever is asked for. */
export function concerns(asked: Asked | undefined, add: Add): string {
  if (!asked) return 'true'
  const [keys, teams] = [`${add(asked.keys)}::text[]`, `${add(asked.teams)}::uuid[]`]
  return `(s.owner_key = ANY(${keys}) OR s.proposed_key = ANY(${keys}) OR s.team_id = ANY(${teams}))`
}

/** Columns of a QueueRow from `s`, its service `e` and `o`, the entry that decides. */
export const QUEUE_ROW = `s.finding_id AS finding, s.status, s.owner, s.owner_key AS "ownerKey",
  s.proposed_key AS "proposedKey", s.repository_id AS "repositoryId", e.name AS service,
  s.decision_kind AS "decisionKind", o.until, s.dated_at AS introduced, s.at_least AS "atLeast",
  (SELECT r.created_at FROM repository r WHERE r.org_id = s.org_id AND r.id = s.repository_id) AS "knownAt"`

export const SERVICE = 'JOIN service e ON e.org_id = s.org_id AND e.id = s.service_id'
export const ENTRY = 'LEFT JOIN ownership o ON o.org_id = s.org_id AND o.id = s.ownership_id'
