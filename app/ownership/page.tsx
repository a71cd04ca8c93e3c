import { HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { InboxPage } from '@/components/ownership/inbox-page'
import { parseInboxView } from '@/lib/client/ownership/view'
import type { SearchParams } from '@/lib/client/params'
import { withQuery } from '@/lib/client/urls'
import { answer } from '../_data/answer'
import { loadFilter } from '../_data/load'
import { prefetchInbox } from '../_data/ownership'

export const metadata: Metadata = { title: 'Ownership' }

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const asked = parseInboxView(await searchParams)
  return answer(async () => {
    const { repository, service, team, rule, decisionKind } = asked.query
    const filter = await loadFilter({ repository, service, team, rule, decisionKind })
    const view = { ...asked, query: { ...asked.query, ...filter } }
    const state = await prefetchInbox(view)
    return (
      <HydrationBoundary state={state}>
        <InboxPage key={withQuery('', { ...view.query })} view={view} />
      </HydrationBoundary>
    )
  })
}
