import { randomBytes } from 'node:crypto'
import { type Client, ORG } from '@/lib/db/database'

/** What signs cookies: the same for every process of the installation, made by the first. */
export async function sessionSecret(client: Client): Promise<string> {
  await client.query(
    'INSERT INTO sign_in_secret (org_id, secret) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [ORG, randomBytes(48).toString('base64url')],
  )
  const { rows } = await client.query<{ secret: string }>(
    'SELECT secret FROM sign_in_secret WHERE org_id = $1',
    [ORG],
  )
  return rows[0]?.secret ?? ''
}
