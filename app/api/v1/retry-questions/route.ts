import { database } from '@/lib/db/database'
import { readFilter } from '@/lib/http/read-filter'
import { badQuery, name, readQuery } from '@/lib/http/read-query'
import { json, route } from '@/lib/http/route'
import { ownerKey } from '@/lib/ownership/owner'
import { openQuestions } from '@/lib/questions/read'
import { NO_TEAM } from '@/lib/trends/conditions'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** Open questions that wait for a team or a person (`owner`: names, parted by commas); all without. */
export const GET = route('read', async (request, { principal }) => {
  const { owner = '', team } = readQuery(request, {
    owner: name.optional(),
    team: name.optional(),
  })
  const { pool } = database()
  const filter = await readFilter(pool, { team }, principal)
  if (filter.team === NO_TEAM) throw badQuery([{ path: 'team', message: 'has no queue' }])
  const keys = owner
    .split(',')
    .map(ownerKey)
    .filter((key) => key !== '')
  return json({ questions: await openQuestions(pool, { keys, team: filter.team }) })
})
