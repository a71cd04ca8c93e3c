import { HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { QueuePage } from '@/components/ownership/queue-page'
import { parseQueueView } from '@/lib/client/ownership/view'
import type { SearchParams } from '@/lib/client/params'
import { answer } from '../../_data/answer'
import { loadFilter } from '../../_data/load'
import { prefetchQueue } from '../../_data/ownership'

export const metadata: Metadata = { title: 'Queues' }

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const asked = parseQueueView(await searchParams)
  return answer(async () => {
    const { team } = await loadFilter({ team: asked.team })
    const view = { ...asked, team }
    return (
      <HydrationBoundary state={await prefetchQueue(view)}>
        <QueuePage view={view} />
      </HydrationBoundary>
    )
  })
}
