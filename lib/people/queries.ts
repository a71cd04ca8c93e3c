import { type Client, ORG } from '@/lib/db/database'
import { ownerKey } from '@/lib/ownership/owner'
import { loadTeamChanges } from '@/lib/services/team-changes'
import type { Person } from './principal'
import type { Membership, PersonRow, Role } from './types'

/** Whoever this is may not sign in. By primary key. */
export async function isDisabled(client: Client, id: string): Promise<boolean> {
  const { rowCount } = await client.query(
    'SELECT 1 FROM person WHERE org_id = $1 AND id = $2 AND disabled_at IS NOT NULL',
    [ORG, id],
  )
  return (rowCount ?? 0) > 0
}

interface Found {
  name: string
  email: string
  handle: string | null
  role: Role
  teams: Membership[]
}

/** Somebody as who asks; nobody where there is no such person, or they may not sign in any more. */
export async function readPerson(client: Client, id: string): Promise<Person | undefined> {
  const { rows } = await client.query<Found>(
    `SELECT name, email, handle, role, ${TEAMS} AS teams FROM person p
     WHERE org_id = $1 AND id = $2 AND disabled_at IS NULL`,
    [ORG, id],
  )
  const [found] = rows
  if (!found) return undefined
  const { name, email, handle, role } = found
  const teams = role === 'viewer' ? [] : await followed(client, found.teams)
  return {
    kind: 'person',
    id,
    name,
    role,
    teams: teams.map(({ name: team }) => ownerKey(team)),
    leads: teams.filter(({ leads }) => leads).map(({ name: team }) => ownerKey(team)),
    names: [handle, email].flatMap((text) => (text ? [ownerKey(text)] : [])),
  }
}

const TEAMS = `(SELECT coalesce(json_agg(json_build_object('name', t.team, 'leads', t.leads)
  ORDER BY t.team_key), '[]') FROM team_member t WHERE t.org_id = p.org_id AND t.person_id = p.id)`

/** Any service; reorganisations of single services move no people. */
const NO_REPOSITORY = '00000000-0000-0000-0000-000000000000'

/** Teams as they are called now: who led what became another team leads that one. */
async function followed(client: Client, teams: readonly Membership[]): Promise<Membership[]> {
  if (teams.length === 0) return []
  const changes = await loadTeamChanges(client, NO_REPOSITORY)
  const now = Date.now()
  return teams.flatMap(({ name, leads }) => {
    const today = changes.successor(name, '', now)
    return today === null ? [] : [{ name: today, leads }]
  })
}

/** Everybody who may or might sign in, by name. A small table. */
export async function listPeople(client: Client): Promise<PersonRow[]> {
  const { rows } = await client.query<
    Omit<PersonRow, 'createdAt' | 'disabledAt'> & { createdAt: Date; disabledAt: Date | null }
  >(
    `SELECT id, name, email, handle, role, ${TEAMS} AS teams, created_at AS "createdAt",
       disabled_at AS "disabledAt",
       ARRAY(SELECT a.provider_id FROM person_account a
         WHERE a.org_id = p.org_id AND a.person_id = p.id ORDER BY 1) AS "signsInBy"
     FROM person p WHERE org_id = $1 ORDER BY lower(name), id`,
    [ORG],
  )
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    disabledAt: row.disabledAt?.toISOString() ?? null,
  }))
}

/** Is there somebody who can make others admin? */
export async function hasAdmin(client: Client): Promise<boolean> {
  const { rowCount } = await client.query(
    "SELECT 1 FROM person WHERE org_id = $1 AND role = 'admin' AND disabled_at IS NULL LIMIT 1",
    [ORG],
  )
  return (rowCount ?? 0) > 0
}
