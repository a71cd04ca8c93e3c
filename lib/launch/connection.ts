import pg from 'pg'
import { Problem } from './problem'

const OLDEST = 14

/** Checks the PostgreSQL that DATABASE_URL names before anything is built on it. */
export async function checkConnection(url: string): Promise<void> {
  const place = placeOf(url)
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    throw new Problem(
      `PostgreSQL at ${place} (DATABASE_URL) cannot be reached: ${reason(error)}. Start it, correct DATABASE_URL, or unset it to use the embedded database.`,
    )
  }
  try {
    const { rows } = await client.query<{ version: string; may: boolean }>(
      `SELECT current_setting('server_version_num') AS version,
              has_schema_privilege(current_schema(), 'CREATE') AS may`,
    )
    const major = Math.floor(Number(rows[0]?.version) / 10_000)
    if (major < OLDEST) {
      throw new Problem(
        `PostgreSQL at ${place} is version ${major}; Plumbline needs ${OLDEST} or later.`,
      )
    }
    if (!rows[0]?.may) {
      throw new Problem(
        `The user of DATABASE_URL may not create tables in ${place}. Grant it CREATE on the schema.`,
      )
    }
  } finally {
    await client.end().catch(() => {})
  }
}

/** Host, port and database; never the password. */
function placeOf(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url)
    return `${hostname || 'localhost'}:${port || '5432'}${pathname}`
  } catch {
    throw new Problem(
      'DATABASE_URL is no connection string. It looks like postgresql://user:password@host:5432/database.',
    )
  }
}

function reason(error: unknown): string {
  const { code, message, errors } = error as NodeJS.ErrnoException & { errors?: Error[] }
  return message || errors?.[0]?.message || code || String(error)
}
