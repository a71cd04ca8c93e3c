import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { FindingsPage } from '@/components/findings/findings-page'
import { parseFindingQuery, type SearchParams } from '@/lib/client/params'
import { newQueryClient } from '@/lib/client/query-client'
import { answer } from '../_data/answer'
import { loadFacets, loadFilter } from '../_data/load'
import { putFindings } from '../_data/prefetch'
import { loadViews } from '../_data/views'

export const metadata: Metadata = { title: 'Findings' }

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams
  return answer(async () => {
    const asked = parseFindingQuery(params, new Date().toISOString())
    const { repository, service, team, rule, decisionKind } = asked
    const filter = await loadFilter({ repository, service, team, rule, decisionKind })
    const query = { ...asked, ...filter }
    const client = newQueryClient()
    const [facets, saved] = await Promise.all([
      loadFacets(query),
      loadViews('findings', params),
      putFindings(client, query),
    ])
    return (
      <HydrationBoundary state={dehydrate(client)}>
        <FindingsPage query={query} facets={facets} saved={saved} />
      </HydrationBoundary>
    )
  })
}
