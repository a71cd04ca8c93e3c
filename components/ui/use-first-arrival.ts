import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { freshnessQuery, PENDING_MS } from '@/lib/client/queries'
import type { Freshness } from '@/lib/freshness/types'

/**
 * Asks every few seconds whether anything has arrived. Once it has, the page is asked for anew, by
 * the server's choice of what it shows, and again for as long as the asking part still stands.
 */
export function useFirstArrival(): Freshness | undefined {
  const router = useRouter()
  const client = useQueryClient()
  const { data, dataUpdatedAt } = useQuery({ ...freshnessQuery(), refetchInterval: PENDING_MS })
  const answered = data && !data.empty ? dataUpdatedAt : null
  useEffect(() => {
    if (answered === null) return
    void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'freshness' })
    router.refresh()
  }, [answered, client, router])
  return data
}
