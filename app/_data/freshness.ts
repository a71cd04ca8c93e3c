import { cache } from 'react'
import { getFreshness } from '@/lib/freshness/get-freshness'
import { reading } from './reader'

/** Once per request. */
export const loadFreshness = cache(async () => getFreshness((await reading()).pool, new Date()))
