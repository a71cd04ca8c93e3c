import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { temporaryPostgres } from '@/lib/launch/temporary-postgres'
import { generateClient } from './generate'
import { applyMigrations } from './schema-engine'

/** Once per test run: a real PostgreSQL with one migrated template; each test file copies it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  generateClient()
  const postgres = await temporaryPostgres()
  const client = new pg.Client({ connectionString: postgres.url('postgres') })
  await client.connect()
  await client.query('CREATE DATABASE plumbline_template')
  await client.end()
  await applyMigrations(postgres.url('plumbline_template'))
  project.provide('postgresUrl', postgres.url('DATABASE').replace('/DATABASE', '/{database}'))
  project.provide('templateDatabase', 'plumbline_template')
  return postgres.stop
}
