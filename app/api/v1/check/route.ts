import { readCheck } from '@/lib/check/request'
import { database } from '@/lib/db/database'
import { json, route } from '@/lib/http/route'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** What a branch's SARIF would bring to the default branch, and to its budgets. Stores nothing. */
export const POST = route('follow-uploads', async (request, { principal }) =>
  json(await readCheck(database().pool, request, principal, new Date())),
)
