import { openDatabase } from '@/lib/db/database'
import { sendDue } from '@/lib/digest/run'
import { plumblineHome } from './home'
import { startPostgres } from './postgres'

/**
 * `npm run digest`, for cron: sends every digest that is due and not taken yet, and says how each
 * went. Of `DATABASE_URL`, else of the embedded database, which may be in use meanwhile. Exit 1 where one
 * failed.
 */
async function main(): Promise<boolean> {
  const given = process.env.DATABASE_URL
  const postgres = given ? undefined : await startPostgres(plumblineHome())
  const db = openDatabase(given ?? postgres?.url('plumbline') ?? '')
  try {
    const told = await sendDue({ pool: db.pool }, new Date())
    for (const { subscription, slot, state, reason } of told) {
      console.log(`${slot}  ${subscription}  ${state}${reason ? `: ${reason}` : ''}`)
    }
    if (told.length === 0) console.log('No digest is due that has not been taken.')
    return told.every(({ state }) => state !== 'failed')
  } finally {
    await db.close()
    if (postgres && !postgres.joined) await postgres.stop()
  }
}

process.exitCode = (await main()) ? 0 : 1
