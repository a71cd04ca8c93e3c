import pg from 'pg'
import { createDatabase, migrate } from '@/lib/launch/migrate'
import { type EmbeddedPostgres, startPostgres } from '@/lib/launch/postgres'
import { temporaryPostgres } from '@/lib/launch/temporary-postgres'
import { fillWorld } from './world'

/** PostgreSQL for worlds: of this run alone, or in a folder that keeps them (joined where it runs). */
export async function worldPostgres(folder: string | undefined): Promise<EmbeddedPostgres> {
  if (folder === undefined) return temporaryPostgres()
  const postgres = await startPostgres(folder, { durable: false })
  return postgres.joined ? { ...postgres, stop: async () => {} } : postgres
}

/** A world of so many findings, with all migrations: the one that is there, else a new one. */
export async function openWorld(postgres: EmbeddedPostgres, findings: number): Promise<pg.Pool> {
  const name = `pages_${findings}`
  const filling = `${name}_filling`
  const admin = new pg.Client({ connectionString: postgres.url('postgres') })
  await admin.connect()
  try {
    const known = await admin.query('SELECT FROM pg_database WHERE datname = $1', [name])
    if (known.rowCount === 0) {
      await admin.query(`DROP DATABASE IF EXISTS ${filling}`)
      await createDatabase(postgres.url('postgres'), filling)
      await migrate(postgres.url(filling))
      const began = performance.now()
      await fillWorld(postgres.url(filling), findings)
      console.error(
        `${findings} findings written in ${Math.round((performance.now() - began) / 1000)} s`,
      )
      // Whole or not there: what a stopped run left is written anew.
      await admin.query(`ALTER DATABASE ${filling} RENAME TO ${name}`)
    }
  } finally {
    await admin.end()
  }
  await migrate(postgres.url(name))
  const pool = new pg.Pool({ connectionString: postgres.url(name), max: 4 })
  pool.on('error', () => {})
  return pool
}
