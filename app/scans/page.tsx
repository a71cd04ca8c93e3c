import type { Metadata } from 'next'
import { ScansPage } from '@/components/scans/scans-page'
import { first, type SearchParams } from '@/lib/client/params'
import { answer } from '../_data/answer'
import { loadFilter } from '../_data/load'
import { loadScans } from '../_data/scans'

export const metadata: Metadata = { title: 'Scans' }

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams
  return answer(async () => {
    const { repository } = await loadFilter({ repository: first(params, 'repository') })
    const tool = first(params, 'tool')?.replaceAll('\0', '').slice(0, 200)
    const page = await loadScans({ repository, tool, cursor: first(params, 'cursor') })
    return <ScansPage page={page} view={{ repository, tool }} />
  })
}
