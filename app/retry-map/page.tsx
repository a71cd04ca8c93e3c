import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { RetryMapPage } from '@/components/retry/map-page'
import { FirstScan } from '@/components/ui/first-scan'
import type { SearchParams } from '@/lib/client/params'
import { newQueryClient } from '@/lib/client/query-client'
import { mapQuery, parseMapView } from '@/lib/client/retry'
import { getRetryMap } from '@/lib/retry-paths/get-map'
import { mapWeeks } from '@/lib/retry-paths/map-weeks'
import { answer } from '../_data/answer'
import { loadFreshness } from '../_data/freshness'
import { loadFilter } from '../_data/load'
import { reading } from '../_data/reader'

export const metadata: Metadata = { title: 'Retry map' }

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const view = parseMapView(await searchParams)
  return answer(async () => {
    if ((await loadFreshness()).empty) return <FirstScan />
    const { pool } = await reading()
    const filter = await loadFilter({ team: view.team, service: view.service })
    const at = view.at === undefined ? new Date() : new Date(view.at)
    const client = newQueryClient()
    client.setQueryData(mapQuery(view).queryKey, await getRetryMap(pool, filter, at, view.hops))
    return (
      <HydrationBoundary state={dehydrate(client)}>
        <RetryMapPage view={view} weeks={await mapWeeks(pool, new Date())} />
      </HydrationBoundary>
    )
  })
}
