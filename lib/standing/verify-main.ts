import { database } from '@/lib/db/database'
import { verifyStanding } from './verify'

/** `npm run verify`: proves the cache equal to the truth; exit 1 names where it is not. */
const db = database()
const discrepancies = await verifyStanding(db.pool)
for (const { repository, missing, surplus } of discrepancies) {
  console.error(`${repository}: ${missing} segments missing, ${surplus} too many`)
}
if (discrepancies.length === 0) console.log('standing is what presence, services and ownership say')
await db.close()
process.exitCode = discrepancies.length === 0 ? 0 : 1
