import type { Metadata } from 'next'
import { RepositoriesPage } from '@/components/repositories/repositories-page'
import type { SearchParams } from '@/lib/client/params'
import { parseRepositories } from '@/lib/client/repositories'
import { answer } from '../_data/answer'
import { loadFreshness } from '../_data/freshness'
import { loadRepositories } from '../_data/repositories'

export const metadata: Metadata = { title: 'Repositories' }

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const view = parseRepositories(await searchParams)
  return answer(async () => {
    const freshness = await loadFreshness()
    const { at, rows } = await loadRepositories(new Date(freshness.at))
    return <RepositoriesPage rows={rows} view={view} at={at} now={new Date().toISOString()} />
  })
}
