import { database } from '@/lib/db/database'
import { HttpProblem } from '@/lib/http/problem'
import { readBody } from '@/lib/http/read-body'
import { json, route } from '@/lib/http/route'
import { ReorganisationError } from '@/lib/ownership/teams/plan'
import { reorganisationShape } from '@/lib/ownership/teams/read-change'
import { reorganise, StaleError } from '@/lib/ownership/teams/reorganise'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** Renames, merges, splits or dissolves teams from now on; with `preview` it only says what would. */
export const POST = route('lead', async (request, { principal }) => {
  const body = await readBody(request, reorganisationShape)
  try {
    return json(await reorganise(database().pool, principal, body))
  } catch (error) {
    if (error instanceof StaleError) throw new HttpProblem(409, error.message)
    if (!(error instanceof ReorganisationError)) throw error
    const { path, message } = error
    throw new HttpProblem(400, `${path}: ${message}`, [{ path, message }])
  }
})
