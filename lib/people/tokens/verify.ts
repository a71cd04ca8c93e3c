import { type Client, database, ORG } from '@/lib/db/database'
import { HttpProblem } from '@/lib/http/problem'
import type { Machine } from '../principal'
import type { Scope } from '../types'
import { tokenHash } from './secret'

interface Found {
  id: string
  name: string
  repository: string | null
  scopes: Scope[]
  expired: boolean
  revoked: boolean
}

/** The machine that this token is of. Throws HttpProblem 401 that says why it does not hold. */
export async function machineOf(token: string): Promise<Machine> {
  const { pool } = database()
  const found = await find(pool, token)
  if (!found) throw refused('is not known here. Make one on the page Tokens.')
  const named = `“${found.name}” `
  if (found.revoked) throw refused(`${named}was revoked. Make a new one on the page Tokens.`)
  if (found.expired) throw refused(`${named}has run out. Make a new one on the page Tokens.`)
  const { id, name, repository, scopes } = found
  return { kind: 'machine', id, name, repository, scopes }
}

/** By hash; notes the use, at most once a minute. */
async function find(client: Client, token: string): Promise<Found | undefined> {
  const hash = tokenHash(token)
  const { rows } = await client.query<Found & { noted: boolean }>(
    `SELECT id, name, repository, scopes, expires_at <= now() AS expired,
       revoked_at IS NOT NULL AS revoked,
       coalesce(last_used_at > now() - interval '1 minute', false) AS noted
     FROM machine_token WHERE org_id = $1 AND hash = $2`,
    [ORG, hash],
  )
  const [found] = rows
  if (found && !found.noted && !found.expired && !found.revoked) {
    await client.query(
      'UPDATE machine_token SET last_used_at = now() WHERE org_id = $1 AND id = $2',
      [ORG, found.id],
    )
  }
  return found
}

function refused(why: string): HttpProblem {
  return new HttpProblem(401, `The token ${why}`)
}
