import { openDatabase } from '@/lib/db/database'
import { verifyJoin } from '@/lib/retry-paths/verify'
import { verifyKept } from '@/lib/standing/kept'
import { verifyStanding } from '@/lib/standing/verify'
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
    const standing = await verifyStanding(db.pool)
    for (const { repository, missing, surplus } of standing) {
      console.error(`${repository}: ${missing} segments missing, ${surplus} too many`)
    }
    const joined = await verifyJoin(db.pool)
    for (const { what, missing, surplus } of joined) {
      console.error(`joined flows, ${what}: ${missing} missing, ${surplus} too many`)
    }
    const kept = await verifyKept(db.pool)
    if (kept.sums > 0) console.error(`sums over what stands: ${kept.sums} wrong`)
    if (kept.groups > 0) console.error(`groups of the inbox: ${kept.groups} wrong`)
    return standing.length + joined.length + kept.sums + kept.groups === 0
  } finally {
    await db.close()
    if (postgres && !postgres.joined) await postgres.stop()
  }
}

const equal = await main()
if (equal) console.log('What numbers are read from is what presence, services and owners say.')
process.exitCode = equal ? 0 : 1
