import type { Client } from '@/lib/db/database'
import type { FindingDetail } from './types'

/** One finding as of an instant (default: as it was last seen) and its life; null when unknown. */
export async function getFinding(
  _db: Client,
  _id: string,
  _at?: string,
): Promise<FindingDetail | null> {
  return null
}
