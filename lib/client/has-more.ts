import type { Freshness } from '@/lib/freshness/types'

type Seen = Pick<Freshness, 'arrived' | 'pending'>

/**
 * Whether numbers may be others than before. Several are applied at a time, so that the newest one
 * may be there before an older one is: then fewer wait.
 */
export const hasMore = (before: Seen, now: Seen): boolean =>
  now.arrived !== before.arrived || now.pending < before.pending
