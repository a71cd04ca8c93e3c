import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { temporaryPostgres } from '@/lib/launch/temporary-postgres'
import { root } from './root'
import { readSchema } from './schema'
import { migrationScript } from './schema-engine'

/** `npm run db:migration -- <name>`: writes the next migration from the change in prisma/schema. */
async function main(): Promise<void> {
  const name = process.argv[2]
  if (!name || !/^[a-z0-9_]+$/.test(name)) {
    throw new Error('usage: npm run db:migration -- name_in_snake_case')
  }
  const postgres = await temporaryPostgres()
  const sql = await migrationScript(postgres.url('postgres')).finally(postgres.stop)
  if (!sql.trim()) {
    console.log('prisma/schema has not changed since the last migration.')
    return
  }
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const folder = path.join(root, 'prisma/migrations', `${stamp}_${name}`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'migration.sql'), sql)
  writeFileSync(path.join(folder, 'schema.prisma'), readSchema())
  console.log(`wrote ${path.relative(root, folder)}/migration.sql`)
}

await main()
