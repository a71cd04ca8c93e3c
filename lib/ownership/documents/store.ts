import { type Client, ORG } from '@/lib/db/database'
import { type Claim, Claims } from './claims'

/** What a repository's decision records claim, over time. Index: ownership_document's primary key. */
export async function loadClaims(client: Client, repositoryId: string): Promise<Claims> {
  const { rows } = await client.query<{ at: Date; claims: Claim[] }>(
    `SELECT at, claims FROM ownership_document
     WHERE org_id = $1 AND repository_id = $2 ORDER BY at, claims_digest`,
    [ORG, repositoryId],
  )
  return new Claims(rows.map(({ at, claims }) => ({ at: at.getTime(), claims })))
}
