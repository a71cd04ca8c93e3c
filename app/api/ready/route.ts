import { database } from '@/lib/db/database'
import { HttpProblem } from '@/lib/http/problem'
import { json, route } from '@/lib/http/route'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** 200 once the database answers and no migration is unfinished. */
export const GET = route('everybody', async () => {
  const { rows } = await database().pool.query<{ unfinished: number }>(
    `SELECT count(*)::int AS unfinished FROM _prisma_migrations
     WHERE finished_at IS NULL AND rolled_back_at IS NULL`,
  )
  if (rows[0]?.unfinished) throw new HttpProblem(503, 'A migration of the database is unfinished.')
  return json({ status: 'ready' })
})
