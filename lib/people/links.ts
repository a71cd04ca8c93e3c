import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import type pg from 'pg'
import { writeAudit } from '@/lib/audit/write'
import { type Client, inTransaction, ORG } from '@/lib/db/database'
import { HttpProblem } from '@/lib/http/problem'
import { hasAdmin } from './queries'

const HOURS = 24

/** What is said of a link that cannot be used; the same for every reason, so that nobody probes. */
const NO_LINK =
  'This link was used already, has run out, or never was one. An admin makes a new one on the page People; the first admin’s is printed by the next npm start.'

/**
 * The key of a link by which somebody chooses a password; without a person, the first admin's. An
 * earlier one of theirs ends.
 */
export async function makeLink(client: Client, personId: string | null): Promise<string> {
  const key = randomBytes(32).toString('base64url')
  await client.query(
    `UPDATE one_time_link SET expires_at = least(expires_at, now())
     WHERE org_id = $1 AND person_id IS NOT DISTINCT FROM $2 AND used_at IS NULL`,
    [ORG, personId],
  )
  await client.query(
    `INSERT INTO one_time_link (org_id, id, person_id, hash, expires_at)
     VALUES ($1, $2, $3, $4, now() + make_interval(hours => $5))`,
    [ORG, randomUUID(), personId, hashOf(key), HOURS],
  )
  return key
}

/** Address of a link, below the installation's. */
export const linkPath = (key: string): string => `/welcome?key=${key}`

/** The first admin's link, where there is no admin yet. */
export async function firstAdminLink(client: Client): Promise<string | undefined> {
  return (await hasAdmin(client)) ? undefined : linkPath(await makeLink(client, null))
}

/** Whom a link is for, while it can be used: `new` for the first admin. */
export async function linkFor(
  client: Client,
  key: string,
): Promise<{ name: string; email: string } | 'new' | undefined> {
  const { rows } = await client.query<{ personId: string | null; name: string; email: string }>(
    `SELECT l.person_id AS "personId", p.name, p.email FROM one_time_link l
     LEFT JOIN person p ON p.org_id = l.org_id AND p.id = l.person_id
     WHERE l.org_id = $1 AND l.hash = $2 AND l.used_at IS NULL AND l.expires_at > now()
       AND p.disabled_at IS NULL`,
    [ORG, hashOf(key)],
  )
  const [link] = rows
  if (!link) return undefined
  if (link.personId !== null) return { name: link.name, email: link.email }
  return (await hasAdmin(client)) ? undefined : 'new'
}

interface Use {
  key: string
  password: string
  /** Of the first admin. */
  name?: string
  email?: string
}

/**
 * Uses a link up: a password for whom it is for, whose sessions end, or the first admin. Their
 * address. Throws HttpProblem 410 for a link that cannot be used, 400 where a name is missing.
 */
export async function consumeLink(pool: pg.Pool, use: Use): Promise<string> {
  // Hashing is slow on purpose; nobody makes us do it with a key that is none.
  if (!(await linkFor(pool, use.key))) throw new HttpProblem(410, NO_LINK)
  const password = await hashPassword(use.password)
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ personId: string | null }>(
      `UPDATE one_time_link SET used_at = now()
       WHERE org_id = $1 AND hash = $2 AND used_at IS NULL AND expires_at > now()
       RETURNING person_id AS "personId"`,
      [ORG, hashOf(use.key)],
    )
    const [link] = rows
    if (!link) throw new HttpProblem(410, NO_LINK)
    return link.personId === null
      ? firstAdmin(client, use, password)
      : choosePassword(client, link.personId, password)
  })
}

async function firstAdmin(client: Client, { name, email }: Use, password: string) {
  await client.query('LOCK TABLE person IN SHARE ROW EXCLUSIVE MODE')
  if (await hasAdmin(client)) throw new HttpProblem(410, NO_LINK)
  if (!name || !email) throw new HttpProblem(400, 'The first admin needs a name and an address.')
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO person (org_id, id, name, email, email_verified, role)
     VALUES ($1, $2, $3, $4, true, 'admin')
     ON CONFLICT (org_id, email) DO UPDATE SET name = $3, role = 'admin', disabled_at = NULL
     RETURNING id`,
    [ORG, randomUUID(), name, email],
  )
  const id = rows[0]?.id ?? ''
  await writeCredential(client, id, password)
  const after = { name, email, role: 'admin' }
  await writeAudit(client, { id, name }, new Date(), [
    { action: 'person.first-admin', subjectKind: 'person', subjectId: id, after },
  ])
  return email
}

async function choosePassword(client: Client, id: string, password: string): Promise<string> {
  const { rows } = await client.query<{ name: string; email: string }>(
    'SELECT name, email FROM person WHERE org_id = $1 AND id = $2 AND disabled_at IS NULL',
    [ORG, id],
  )
  const [person] = rows
  if (!person) throw new HttpProblem(410, NO_LINK)
  await writeCredential(client, id, password)
  await client.query('DELETE FROM person_session WHERE org_id = $1 AND person_id = $2', [ORG, id])
  await writeAudit(client, { id, name: person.name }, new Date(), [
    { action: 'person.password', subjectKind: 'person', subjectId: id },
  ])
  return person.email
}

async function writeCredential(client: Client, personId: string, hash: string): Promise<void> {
  await client.query(
    `INSERT INTO person_account (org_id, id, person_id, provider_id, account_id, password)
     VALUES ($1, $2, $3, 'credential', $5, $4)
     ON CONFLICT (org_id, provider_id, account_id) DO UPDATE
     SET password = excluded.password, updated_at = now()`,
    [ORG, randomUUID(), personId, hash, personId],
  )
}

function hashOf(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}
