import { database } from '@/lib/db/database'
import { health } from '@/lib/health/health'

export const dynamic = 'force-dynamic'

/** 200 when the database answers, else 503. */
export async function GET(): Promise<Response> {
  try {
    return Response.json(await health(database()))
  } catch {
    return Response.json(
      { name: 'plumbline', error: 'The database does not answer.' },
      { status: 503 },
    )
  }
}
