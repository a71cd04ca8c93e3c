import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { type Client, type Database, openDatabase } from './database'

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string with `{database}` in place of the name. */
    postgresUrl: string
    templateDatabase: string
  }
}

/** A migrated database of its own for this test file, dropped after it. */
export async function testDatabase(): Promise<Database & { url: string }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await admin(`CREATE DATABASE ${name} TEMPLATE ${inject('templateDatabase')}`)
  const url = urlOf(name)
  const db = openDatabase(url)
  afterAll(async () => {
    await db.close()
    await admin(`DROP DATABASE ${name} WITH (FORCE)`)
  })
  return { ...db, url }
}

/** Written by migrations, and true of every installation. */
const KEPT = ['organisation', '_prisma_migrations']

/**
 * Takes every row out of the database, as a test begins with it; also of tables that were added
 * since the test was written. Only tables that have rows are emptied, for speed.
 */
export async function emptyDatabase(client: Client): Promise<void> {
  await client.query(`DO $$
    DECLARE name text; has_rows boolean; filled text[] := '{}';
    BEGIN
      FOR name IN
        SELECT c.oid::regclass::text FROM pg_class c
        WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
          AND c.relnamespace = current_schema()::regnamespace
          AND c.relname NOT IN (${KEPT.map((one) => `'${one}'`).join(', ')})
      LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %s)', name) INTO has_rows;
        IF has_rows THEN filled := filled || name; END IF;
      END LOOP;
      IF filled <> '{}' THEN EXECUTE 'TRUNCATE ' || array_to_string(filled, ', '); END IF;
    END $$`)
}

function urlOf(database: string): string {
  return inject('postgresUrl').replace('{database}', database)
}

async function admin(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf('postgres') })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
