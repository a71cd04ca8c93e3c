import pg from 'pg'
import { applyMigrations } from '@/lib/db/schema-engine'

/** Any constant does; every Plumbline must use the same. */
const LOCK = 7_586_225

/** Makes the database when it is missing (embedded only). */
export async function createDatabase(adminUrl: string, name: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
    if (!rowCount) await client.query(`CREATE DATABASE "${name}"`)
  })
}

/** Applies what is new in prisma/migrations. Of two starts at once, the second waits its turn. */
export async function migrate(url: string): Promise<string[]> {
  return withClient(url, async (client) => {
    // The lock belongs to this session: it is freed however this process ends.
    await client.query('SELECT pg_advisory_lock($1)', [LOCK])
    return applyMigrations(url)
  })
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}
