import type { Metadata } from 'next'
import { RepositoriesPage } from '@/components/repositories/repositories-page'
import type { SearchParams } from '@/lib/client/params'
import { parseRepositories } from '@/lib/client/repositories'
import { answer } from '../_data/answer'
import { loadFreshness } from '../_data/freshness'
import { loadRepositories } from '../_data/repositories'
import { loadViews } from '../_data/views'

export const metadata: Metadata = { title: 'Repositories' }

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams
  const view = parseRepositories(params)
  return answer(async () => {
    const freshness = await loadFreshness()
    const { at, rows } = await loadRepositories(new Date(freshness.at))
    const saved = await loadViews('repositories', params)
    const now = new Date().toISOString()
    return <RepositoriesPage rows={rows} view={view} at={at} now={now} saved={saved} />
  })
}
