import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { hasMore } from '@/lib/client/has-more'
import { freshnessQuery } from '@/lib/client/queries'
import type { Freshness } from '@/lib/freshness/types'

/** Keys of queries whose numbers another upload may change. */
const NUMBERS = new Set<unknown>(['weekly', 'review', 'frame', 'trends', 'events', 'findings'])

/** How fresh the numbers are; those that a page shows are asked for anew when more has arrived. */
export function useArrivals(): Freshness | undefined {
  const client = useQueryClient()
  const { data } = useQuery(freshnessQuery())
  const seen = useRef(data)
  useEffect(() => {
    const before = seen.current
    seen.current = data
    if (!before || !data || !hasMore(before, data)) return
    void client.invalidateQueries({ predicate: ({ queryKey }) => NUMBERS.has(queryKey[0]) })
  }, [data, client])
  return data
}
