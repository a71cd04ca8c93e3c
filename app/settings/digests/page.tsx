import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { DigestsPage } from '@/components/digest/digests-page'
import { digestsQuery } from '@/lib/client/digests'
import { newQueryClient } from '@/lib/client/query-client'
import { listDigests } from '@/lib/digest/list'
import { answer } from '../../_data/answer'
import { loadFrame } from '../../_data/load'
import { reading } from '../../_data/reader'

export const metadata: Metadata = { title: 'Digests' }
export const dynamic = 'force-dynamic'

export default function Page() {
  return answer(async () => {
    const client = newQueryClient()
    client.setQueryData(
      digestsQuery().queryKey,
      await listDigests((await reading()).pool, new Date()),
    )
    const { filters } = await loadFrame()
    return (
      <HydrationBoundary state={dehydrate(client)}>
        <DigestsPage teams={filters.teams} />
      </HydrationBoundary>
    )
  })
}
