import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { EventMark } from '@/lib/events/types'
import type { Filter } from '@/lib/trends/types'
import { fetchJson } from './fetch-json'
import { filterValues, withQuery } from './urls'

/** Events of the weeks of a chart. */
export interface EventsRequest {
  filter: Filter
  /** ISO instants. */
  from: string
  to: string
}

const FRESH_MS = 30_000

export const eventsQuery = ({ filter, from, to }: EventsRequest) => {
  const url = withQuery('/api/v1/events', { from, to, ...filterValues(filter) })
  return queryOptions({
    queryKey: ['events', url],
    queryFn: async ({ signal }) => (await fetchJson<{ events: EventMark[] }>(url, signal)).events,
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
  })
}
