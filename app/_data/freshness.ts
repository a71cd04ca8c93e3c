import { cache } from 'react'
import { database } from '@/lib/db/database'
import { getFreshness } from '@/lib/freshness/get-freshness'

/** Once per request. */
export const loadFreshness = cache(() => getFreshness(database().pool, new Date()))
