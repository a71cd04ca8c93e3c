import type pg from 'pg'
import { inTransaction, ORG } from '@/lib/db/database'
import { keepTeams } from '@/lib/services/team-turn'
import { forgetFlowChanges, readFlowChanges } from './changes'
import { joinAll } from './join-all'
import { joinNear } from './join-near'

/**
 * Joins flows across repositories, as far as they changed since the last time, in a transaction
 * of its own. One at a time: whoever waits for the lock sees what the one before committed, and
 * what is noted meanwhile stays noted. Returns whether there was anything to do. Words of joined
 * paths are found at once, and quickly after enterWords (lib/db/words).
 */
export async function joinFlows(pool: pg.Pool): Promise<boolean> {
  const { rowCount } = await pool.query('SELECT 1 FROM flow_change WHERE org_id = $1 LIMIT 1', [
    ORG,
  ])
  if (rowCount === 0) return false
  return inTransaction(pool, async (client) => {
    // Compiling plans costs more than it saves on statements of this size (lib/db/snapshot).
    await client.query('SET LOCAL jit = off')
    // What is read was just written: rows one by one by their index, never a table for a piece of it.
    await client.query('SET LOCAL random_page_cost = 1.1')
    // Words of new paths are gathered, and entered into their index by enterWords (lib/db/words).
    await client.query("SET LOCAL gin_pending_list_limit = '64MB'")
    // A reorganisation places joined paths anew: of one forgotten meanwhile it would leave a row.
    await keepTeams(client)
    await client.query("SELECT pg_advisory_xact_lock(hashtextextended('join flows', $1))", [ORG])
    const changes = await readFlowChanges(client)
    if (changes.upTo.length === 0) return false
    await (changes.everything ? joinAll(client, changes) : joinNear(client, changes))
    await forgetFlowChanges(client, changes.upTo)
    return true
  })
}
