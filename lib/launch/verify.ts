import { openDatabase } from '@/lib/db/database'
import { differences } from './differences'
import { plumblineHome } from './home'
import { startPostgres } from './postgres'

/**
 * `npm run verify`: derives what numbers are read from again, from the truth alone, and compares.
 * Looks at `DATABASE_URL`, else at the embedded database, which may be in use meanwhile.
 * Exit 1 names where they differ.
 */
async function main(): Promise<boolean> {
  const given = process.env.DATABASE_URL
  const postgres = given ? undefined : await startPostgres(plumblineHome())
  const db = openDatabase(given ?? postgres?.url('plumbline') ?? '')
  try {
    const found = await differences(db.pool)
    for (const line of found) console.error(line)
    return found.length === 0
  } finally {
    await db.close()
    if (postgres && !postgres.joined) await postgres.stop()
  }
}

const equal = await main()
if (equal) console.log('What numbers are read from is what presence, services and owners say.')
process.exitCode = equal ? 0 : 1
