import { HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { GroupPage } from '@/components/groups/group-page'
import { RepositorySections } from '@/components/repositories/repository-sections'
import { first, parseReviewView, type SearchParams } from '@/lib/client/params'
import { answer } from '../../_data/answer'
import { loadFilter } from '../../_data/load'
import { prefetchView } from '../../_data/prefetch'
import { loadRepository, loadSince } from '../../_data/repositories'

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<SearchParams>
}

export const metadata: Metadata = { title: 'Repository' }

export default async function Page({ params, searchParams }: Props) {
  const { id } = await params
  const query = await searchParams
  return answer(async () => {
    const path = `/repositories/${encodeURIComponent(id)}`
    const asked = parseReviewView(query, { path, byDefault: 'service', own: 'repository' })
    const filter = await loadFilter({ ...asked.filter, repository: id })
    const view = { ...asked, filter }
    const { review, state } = await prefetchView(view)
    const since = first(query, 'since')?.slice(0, 100) ?? 'scan'
    const detail = await loadRepository(filter.repository ?? id, since, view.weeks, review.week)
    if (!detail) notFound()
    const changes = await loadSince(detail, review.week.at)
    return (
      <HydrationBoundary state={state}>
        <GroupPage by="repository" name={detail.name} view={view} marks={detail.marks}>
          <RepositorySections
            view={view}
            detail={detail}
            asked={since}
            at={review.week.at}
            now={new Date().toISOString()}
            {...changes}
          />
        </GroupPage>
      </HydrationBoundary>
    )
  })
}
