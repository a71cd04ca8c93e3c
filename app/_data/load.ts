import { cache } from 'react'
import type { TrendsRequest } from '@/lib/client/urls'
import { database } from '@/lib/db/database'
import { getFinding } from '@/lib/findings/get-finding'
import { listFacets } from '@/lib/findings/list-facets'
import { listFindings } from '@/lib/findings/list-findings'
import type { FindingQuery, Steps } from '@/lib/findings/types'
import { getReview } from '@/lib/review/get-review'
import { getTimeZone } from '@/lib/trends/get-time-zone'
import { getTrends } from '@/lib/trends/get-trends'
import { resolveFilter } from '@/lib/trends/resolve-filter'
import type { Filter } from '@/lib/trends/types'

const review = cache((week: string | undefined, filter: string) =>
  getReview(database().pool, { week, filter: JSON.parse(filter) as Filter, now: new Date() }),
)

/** Once per request, however many parts of the page ask. */
export const loadReview = (week: string | undefined, filter: Filter) =>
  review(week, JSON.stringify(filter))

export async function loadTrends({ from, to, ...query }: TrendsRequest) {
  const { pool } = database()
  return getTrends(pool, {
    ...query,
    from: new Date(from),
    to: new Date(to),
    now: new Date(),
    timeZone: await getTimeZone(pool),
  })
}

/** What a list can be narrowed to. */
export const loadFacets = (query: FindingQuery) => listFacets(database().pool, query)

export const loadFindings = (query: FindingQuery) => listFindings(database().pool, query)

export const loadFinding = cache((id: string, at: string | undefined, steps: Steps | undefined) =>
  getFinding(database().pool, id, at, steps),
)

export const loadFilter = (filter: Filter) => resolveFilter(database().pool, filter)
