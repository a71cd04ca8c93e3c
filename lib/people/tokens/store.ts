import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { writeAudit } from '@/lib/audit/write'
import { type Client, inTransaction, ORG } from '@/lib/db/database'
import type { Actor } from '@/lib/ownership/types'
import type { NewToken, Scope, TokenRow } from '../types'
import { newToken } from './secret'

interface Wanted {
  name: string
  /** Canonical (lib/sarif/repository-name.ts). */
  repository: string | null
  scopes: Scope[]
  expiresAt: Date
}

/** Makes a token, with its audit row; what is returned is the only copy. */
export function createToken(pool: pg.Pool, actor: Actor, wanted: Wanted): Promise<NewToken> {
  const { token, hash, prefix } = newToken()
  return inTransaction(pool, async (client) => {
    const id = randomUUID()
    const { name, repository, scopes, expiresAt } = wanted
    const { rows } = await client.query<Row>(
      `INSERT INTO machine_token (org_id, id, name, repository, scopes, prefix, hash, created_at,
         created_by_name, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, now(), $8, $9)
       RETURNING ${COLUMNS}`,
      [ORG, id, name, repository, scopes, prefix, hash, actor.name, expiresAt],
    )
    const [row] = rows.map(rowOf)
    if (!row) throw new Error('A token was written and not returned.')
    const after = { name, repository, scopes, prefix, expiresAt: row.expiresAt }
    const entry = { action: 'token.create', subjectKind: 'token', subjectId: id, after }
    await writeAudit(client, actor, new Date(), [entry])
    return { row, token }
  })
}

/** Ends a token now, with its audit row; false where none holds by this id. */
export function revokeToken(pool: pg.Pool, actor: Actor, id: string): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<Row>(
      `UPDATE machine_token SET revoked_at = now(), revoked_by_name = $3
       WHERE org_id = $1 AND id = $2 AND revoked_at IS NULL RETURNING ${COLUMNS}`,
      [ORG, id, actor.name],
    )
    const [row] = rows
    if (!row) return false
    const { name, repository, scopes, prefix } = row
    const before = { name, repository, scopes, prefix }
    const entry = { action: 'token.revoke', subjectKind: 'token', subjectId: id, before }
    await writeAudit(client, actor, new Date(), [entry])
    return true
  })
}

type Times = 'createdAt' | 'expiresAt' | 'lastUsedAt' | 'revokedAt'
type Row = Omit<TokenRow, Times> & { createdAt: Date; expiresAt: Date } & Record<
    'lastUsedAt' | 'revokedAt',
    Date | null
  >

const COLUMNS = `id, name, repository, scopes, prefix, created_at AS "createdAt",
  created_by_name AS "createdBy", expires_at AS "expiresAt", last_used_at AS "lastUsedAt",
  revoked_at AS "revokedAt", revoked_by_name AS "revokedBy"`

/** Every token, those that hold first. A small table. */
export async function listTokens(client: Client): Promise<TokenRow[]> {
  const { rows } = await client.query<Row>(
    `SELECT ${COLUMNS} FROM machine_token WHERE org_id = $1
     ORDER BY revoked_at IS NOT NULL OR expires_at <= now(), created_at DESC, id`,
    [ORG],
  )
  return rows.map(rowOf)
}

function rowOf(row: Row): TokenRow {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  }
}
