import type { Metadata } from 'next'
import { RepositoriesPage } from '@/components/repositories/repositories-page'
import type { SearchParams } from '@/lib/client/params'
import { parseRepositories } from '@/lib/client/repositories'
import { answer } from '../_data/answer'
import { loadRepositories } from '../_data/repositories'
import { loadViews } from '../_data/views'

export const metadata: Metadata = { title: 'Repositories' }

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams
  const view = parseRepositories(params)
  return answer(async () => {
    const now = new Date()
    const list = await loadRepositories(now)
    const saved = await loadViews('repositories', params)
    return <RepositoriesPage list={list} view={view} now={now.toISOString()} saved={saved} />
  })
}
