import { type Client, ORG } from '@/lib/db/database'
import { HttpProblem } from '@/lib/http/problem'

/**
 * Holds a token valid until the transaction ends: whoever revokes it waits, and whoever comes after
 * the revocation is refused. Throws HttpProblem 401.
 */
export async function holdToken(client: Client, id: string): Promise<void> {
  const { rowCount } = await client.query(
    `SELECT 1 FROM machine_token WHERE org_id = $1 AND id = $2
       AND revoked_at IS NULL AND expires_at > now() FOR SHARE`,
    [ORG, id],
  )
  if (rowCount) return
  throw new HttpProblem(
    401,
    'The token was revoked or ran out while the upload came in; nothing of it was stored.',
  )
}
