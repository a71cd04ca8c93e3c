import { cache } from 'react'
import type { TrendsRequest } from '@/lib/client/urls'
import { getFinding } from '@/lib/findings/get-finding'
import { listFacets } from '@/lib/findings/list-facets'
import { listFindings } from '@/lib/findings/list-findings'
import type { FindingQuery, Steps } from '@/lib/findings/types'
import { getFrame, getReview } from '@/lib/review/get-review'
import { readCurrentServices } from '@/lib/services/current'
import { getTimeZone } from '@/lib/trends/get-time-zone'
import { getTrends } from '@/lib/trends/get-trends'
import { resolveFilter } from '@/lib/trends/resolve-filter'
import type { Filter } from '@/lib/trends/types'
import { reading } from './reader'

const review = cache(async (week: string | undefined, filter: string) =>
  getReview((await reading()).pool, {
    week,
    filter: JSON.parse(filter) as Filter,
    now: new Date(),
  }),
)

/** Once per request, however many parts of the page ask. */
export const loadReview = (week: string | undefined, filter: Filter) =>
  review(week, JSON.stringify(filter))

/** The newest week and what there is to choose from, without the numbers. Once per request. */
export const loadFrame = cache(async () =>
  getFrame((await reading()).pool, { filter: {}, now: new Date() }),
)

export async function loadTrends({ from, to, ...query }: TrendsRequest) {
  const { pool } = await reading()
  return getTrends(pool, {
    ...query,
    from: new Date(from),
    to: new Date(to),
    now: new Date(),
    timeZone: await getTimeZone(pool),
  })
}

/** Services that the newest scans name. */
export const loadCurrentServices = async () => readCurrentServices((await reading()).pool)

/** What a list can be narrowed to. */
export const loadFacets = async (query: FindingQuery) => listFacets((await reading()).pool, query)

export const loadFindings = async (query: FindingQuery) =>
  listFindings((await reading()).pool, query)

export const loadFinding = cache(
  async (id: string, at: string | undefined, steps: Steps | undefined) =>
    getFinding((await reading()).pool, id, at, steps),
)

export const loadFilter = async (filter: Filter) => resolveFilter((await reading()).pool, filter)
