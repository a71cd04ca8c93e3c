import type { Client } from '@/lib/db/database'
import type { FindingPage, FindingQuery } from './types'

/** The findings behind a number: same filter, same instant, same count. */
export async function listFindings(_db: Client, _query: FindingQuery): Promise<FindingPage> {
  return { total: 0, findings: [] }
}
