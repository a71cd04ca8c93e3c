import { database } from '@/lib/db/database'
import { readBody } from '@/lib/http/read-body'
import { json, route } from '@/lib/http/route'
import { performAct } from '@/lib/ownership/acts/perform'
import { actShape, readDeed } from '@/lib/ownership/acts/read-deed'
import { readTeamKeys, resolveTarget } from '@/lib/ownership/acts/resolve-target'
import { getTimeZone } from '@/lib/trends/get-time-zone'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** One act to one decision or many; says how many it changed and why it left others alone. */
export const POST = route('take-part', async (request, { principal }) => {
  const { pool } = database()
  const body = await readBody(request, actShape)
  const now = new Date()
  const deed = readDeed(body, {
    now,
    actor: principal.name,
    timeZone: await getTimeZone(pool),
    teams: await readTeamKeys(pool),
  })
  return json(await performAct(pool, principal, await resolveTarget(pool, body, now), deed))
})
