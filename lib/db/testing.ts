import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { type Database, openDatabase } from './database'

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
