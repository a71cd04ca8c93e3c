import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { freshnessQuery } from '@/lib/client/queries'
import type { Freshness } from '@/lib/freshness/types'

/** Keys of queries whose numbers another upload may change. */
const NUMBERS = new Set<unknown>(['weekly', 'review', 'frame', 'trends', 'events', 'findings'])

/** How fresh the numbers are; those that a page shows are asked for anew when more has arrived. */
export function useArrivals(): Freshness | undefined {
  const client = useQueryClient()
  const { data } = useQuery(freshnessQuery())
  const arrived = data?.arrived
  const seen = useRef(arrived)
  useEffect(() => {
    if (arrived === undefined || arrived === seen.current) return
    const before = seen.current
    seen.current = arrived
    if (before === undefined) return
    void client.invalidateQueries({ predicate: ({ queryKey }) => NUMBERS.has(queryKey[0]) })
  }, [arrived, client])
  return data
}
