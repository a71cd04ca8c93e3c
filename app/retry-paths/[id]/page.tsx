import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { RetryPathPage } from '@/components/retry/path-page'
import type { SearchParams } from '@/lib/client/params'
import { newQueryClient } from '@/lib/client/query-client'
import { type PathView, parsePathView, pathQuery, questionsQuery } from '@/lib/client/retry'
import { pathTitle } from '@/lib/format/retry'
import { visible } from '@/lib/format/visible'
import { questionsAbout } from '@/lib/questions/read'
import { getRetryPath } from '@/lib/retry-paths/get-path'
import { answer } from '../../_data/answer'
import { reading } from '../../_data/reader'
import { unlisted } from '../../_data/unlisted'

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<SearchParams>
}

const load = async ({ id, at, without }: PathView) =>
  getRetryPath((await reading()).pool, id, at === undefined ? new Date() : new Date(at), without)

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const view = parsePathView((await params).id, await searchParams)
  const path = await load(view).catch(() => null)
  return { title: path ? visible(pathTitle(path)).slice(0, 120) : 'Retry path' }
}

export default async function Page({ params, searchParams }: Props) {
  const view = parsePathView((await params).id, await searchParams)
  return answer(async () => {
    const path = await load(view)
    if (!path) return unlisted(view.id, view.at)
    const client = newQueryClient()
    client.setQueryData(pathQuery(view).queryKey, path)
    const questions = await questionsAbout((await reading()).pool, path.id)
    client.setQueryData(questionsQuery(path.id).queryKey, { questions })
    return (
      <HydrationBoundary state={dehydrate(client)}>
        <RetryPathPage view={view} />
      </HydrationBoundary>
    )
  })
}
