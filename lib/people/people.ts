import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { writeAudit } from '@/lib/audit/write'
import { type Client, inTransaction, ORG } from '@/lib/db/database'
import { codeOf } from '@/lib/http/database-away'
import { HttpProblem } from '@/lib/http/problem'
import { ownerKey } from '@/lib/ownership/owner'
import type { Actor } from '@/lib/ownership/types'
import { linkPath, makeLink } from './links'
import { hasAdmin, listPeople } from './queries'
import type { PersonInput, PersonRow, PersonWithLink } from './types'

/** Adds somebody, with the link by which they choose a password. Throws HttpProblem 409. */
export function addPerson(
  pool: pg.Pool,
  actor: Actor,
  input: PersonInput,
): Promise<PersonWithLink> {
  return told(pool, async (client) => {
    const id = randomUUID()
    await client.query(
      `INSERT INTO person (org_id, id, name, email, email_verified, handle, role)
       VALUES ($1, $2, $3, $4, true, $5, $6)`,
      [ORG, id, input.name, input.email, input.handle, input.role],
    )
    await writeTeams(client, id, input)
    const entry = { action: 'person.add', subjectKind: 'person', subjectId: id, after: input }
    await writeAudit(client, actor, new Date(), [entry])
    return { person: await rowOf(client, id), link: linkPath(await makeLink(client, id)) }
  })
}

/** What an admin may change of somebody; what is absent stays. */
export type PersonChange = Partial<PersonInput> & { disabled?: boolean }

/**
 * Changes somebody's role, teams, names, or whether they may sign in; it holds from their next
 * request. Throws HttpProblem 404, 409 for an address or handle that another has, and where nobody
 * would be left who can administer.
 */
export function changePerson(
  pool: pg.Pool,
  actor: Actor,
  id: string,
  change: PersonChange,
): Promise<PersonRow> {
  return told(pool, async (client) => {
    // Two admins who take each other's role away at once take turns.
    await client.query('LOCK TABLE person IN SHARE ROW EXCLUSIVE MODE')
    const before = await rowOf(client, id)
    const next = { ...before, ...change }
    const disabled = change.disabled ?? before.disabledAt !== null
    await client.query(
      `UPDATE person SET name = $3, email = $4, handle = $5, role = $6, updated_at = now(),
         disabled_at = CASE WHEN $7 THEN coalesce(disabled_at, now()) END
       WHERE org_id = $1 AND id = $2`,
      [ORG, id, next.name, next.email, next.handle, next.role, disabled],
    )
    await writeTeams(client, id, next)
    if (disabled) {
      await client.query('DELETE FROM person_session WHERE org_id = $1 AND person_id = $2', [
        ORG,
        id,
      ])
    }
    if (!(await hasAdmin(client))) {
      throw new HttpProblem(
        409,
        'Nobody would be left who can administer; make another admin first.',
      )
    }
    const after = await rowOf(client, id)
    const [was, is] = changed(stated(before), stated(after))
    if (Object.keys(is).length > 0) {
      const entry = { subjectKind: 'person', subjectId: id, before: was, after: is }
      await writeAudit(client, actor, new Date(), [{ action: 'person.change', ...entry }])
    }
    return after
  })
}

/** A new link for somebody who has lost theirs, or their password. Throws HttpProblem 404. */
export function renewLink(pool: pg.Pool, actor: Actor, id: string): Promise<PersonWithLink> {
  return told(pool, async (client) => {
    const person = await rowOf(client, id)
    if (person.disabledAt !== null) {
      throw new HttpProblem(409, `${person.name} may not sign in; allow it first.`)
    }
    const entry = { action: 'person.link', subjectKind: 'person', subjectId: id }
    await writeAudit(client, actor, new Date(), [entry])
    return { person, link: linkPath(await makeLink(client, id)) }
  })
}

async function writeTeams(client: Client, id: string, { teams }: Pick<PersonInput, 'teams'>) {
  await client.query('DELETE FROM team_member WHERE org_id = $1 AND person_id = $2', [ORG, id])
  for (const { name, leads } of teams) {
    await client.query(
      `INSERT INTO team_member (org_id, person_id, team_key, team, leads)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (org_id, person_id, team_key) DO UPDATE SET leads = team_member.leads OR $5`,
      [ORG, id, ownerKey(name), name, leads],
    )
  }
}

async function rowOf(client: Client, id: string): Promise<PersonRow> {
  const person = (await listPeople(client)).find((row) => row.id === id)
  if (!person) throw new HttpProblem(404, 'There is no person with this id.')
  return person
}

/** What of a person somebody states, for the audit. */
function stated({ name, email, handle, role, teams, disabledAt }: PersonRow) {
  return { name, email, handle, role, teams, disabled: disabledAt !== null }
}

type Stated = ReturnType<typeof stated>

function changed(before: Stated, after: Stated): [Partial<Stated>, Partial<Stated>] {
  const keys = Object.keys(after) as (keyof Stated)[]
  const differ = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
  const only = (of: Stated) => Object.fromEntries(differ.map((key) => [key, of[key]]))
  return [only(before), only(after)]
}

/** In one transaction; an address or handle that another has is said. */
async function told<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  try {
    return await inTransaction(pool, work)
  } catch (error) {
    // 23505 is PostgreSQL's unique_violation.
    if (codeOf(error) !== '23505') throw error
    throw new HttpProblem(409, 'Somebody else has this address or handle already.')
  }
}
