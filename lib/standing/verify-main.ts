import { database } from '@/lib/db/database'
import { verifyJoin } from '@/lib/retry-paths/verify'
import { verifyStanding } from './verify'

/** `npm run verify`: proves the cache equal to the truth; exit 1 names where it is not. */
const db = database()
const discrepancies = await verifyStanding(db.pool)
for (const { repository, missing, surplus } of discrepancies) {
  console.error(`${repository}: ${missing} segments missing, ${surplus} too many`)
}
const unjoined = await verifyJoin(db.pool)
for (const { what, missing, surplus } of unjoined) {
  console.error(`joined flows, ${what}: ${missing} missing, ${surplus} too many`)
}
const equal = discrepancies.length === 0 && unjoined.length === 0
if (equal) console.log('standing is what presence, services and ownership say')
await db.close()
process.exitCode = equal ? 0 : 1
