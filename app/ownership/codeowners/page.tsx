import { HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { CodeownersPage } from '@/components/ownership/codeowners-page'
import { parsePathView } from '@/lib/client/ownership/view'
import type { SearchParams } from '@/lib/client/params'
import { answer } from '../../_data/answer'
import { loadFilter } from '../../_data/load'
import { prefetchPath } from '../../_data/ownership'

export const metadata: Metadata = { title: 'Who owns this path?' }

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const asked = parsePathView(await searchParams)
  return answer(async () => {
    const { repository } = await loadFilter({ repository: asked.repository })
    const { view, state } = await prefetchPath({ ...asked, repository })
    return (
      <HydrationBoundary state={state}>
        <CodeownersPage view={view} />
      </HydrationBoundary>
    )
  })
}
