import pg from 'pg'

/** Extension missing, or not allowed. */
const NO_EXTENSION = /^(0A000|42501|58P01|3F000|42704)$/

/**
 * Words are found by their trigrams. Not a migration, because a PostgreSQL may not have pg_trgm or
 * not allow it to this user: there words are found by reading on, which is slower and no less right.
 */
export async function indexWords(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('CREATE EXTENSION IF NOT EXISTS pg_trgm')
    await client.query(
      `CREATE INDEX IF NOT EXISTS version_words ON version USING gin
         (path gin_trgm_ops, message gin_trgm_ops, symbol gin_trgm_ops)`,
    )
    await client.query(
      'CREATE INDEX IF NOT EXISTS commit_words ON commit USING gin (subject gin_trgm_ops)',
    )
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || !NO_EXTENSION.test(error.code ?? '')) throw error
  } finally {
    await client.end()
  }
}

/**
 * Enters words that transactions gathered (`gin_pending_list_limit`) into their index. Until then
 * each search reads what was gathered from end to end; whoever writes next would enter it, too.
 * Returns how many pages had been gathered; none where the index is missing or somebody else's.
 */
export async function enterWords(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ pages: string }>(
    `SELECT gin_clean_pending_list(c.oid) AS pages FROM pg_class c
     WHERE c.relname = 'version_words' AND c.relnamespace = current_schema()::regnamespace
       AND pg_has_role(c.relowner, 'USAGE')`,
  )
  return Number(rows[0]?.pages ?? 0)
}
