import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Hit } from '@/lib/search/types'
import { fetchJson } from './fetch-json'
import { withQuery } from './urls'

/** What has these words in its name; nothing asked for gives the pages. */
export const searchQuery = (q: string) =>
  queryOptions({
    queryKey: ['search', q],
    queryFn: ({ signal }) =>
      fetchJson<{ hits: Hit[] }>(withQuery('/api/v1/search', { q: q.slice(0, 200) }), signal),
    staleTime: 10_000,
    placeholderData: keepPreviousData,
  })
