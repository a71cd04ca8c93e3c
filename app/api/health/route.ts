import { json } from '@/lib/http/route'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** The process is up; says nothing of the database. */
export function GET(): Response {
  return json({ status: 'up' })
}
