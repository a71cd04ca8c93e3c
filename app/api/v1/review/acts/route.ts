import { database } from '@/lib/db/database'
import { HttpProblem } from '@/lib/http/problem'
import { readBody } from '@/lib/http/read-body'
import { json, route } from '@/lib/http/route'
import { actShape, performReviewAct } from '@/lib/review/act'
import { ReviewClosed } from '@/lib/review/kept/closed'
import { WeekError } from '@/lib/time/weeks'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** What people do in a review: say something, agree on an action, mark as reviewed, close it. */
export const POST = route('take-part', async (request, { principal }) => {
  const act = await readBody(request, actShape)
  try {
    return json(await performReviewAct(database().pool, principal, act), 201)
  } catch (error) {
    if (error instanceof ReviewClosed) throw new HttpProblem(409, error.message)
    if (error instanceof WeekError) throw new HttpProblem(400, error.message)
    throw error
  }
})
