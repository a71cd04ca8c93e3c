import { database } from '@/lib/db/database'
import { health } from '@/lib/health/health'
import { HttpProblem } from '@/lib/http/problem'
import { json, route } from '@/lib/http/route'
import { principalOf } from '@/lib/people/principal-of'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** 200 when the database answers, else 503; how uploads stand is for whoever is signed in. */
export const GET = route('everybody', async (request) => {
  try {
    const found = await health(database())
    const { name } = found
    const run = process.env.PLUMBLINE_RUN
    return json((await principalOf(request.headers)) ? { ...found, run } : { name, run })
  } catch (error) {
    // A token that does not hold is not the database's fault.
    if (error instanceof HttpProblem) throw error
    return json({ name: 'plumbline', error: 'The database does not answer.' }, 503)
  }
})
