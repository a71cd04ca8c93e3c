import type { Metadata } from 'next'
import { ScansPage } from '@/components/scans/scans-page'
import { first, type SearchParams } from '@/lib/client/params'
import { answer } from '../_data/answer'
import { loadFilter } from '../_data/load'
import { loadRefusedUploads, loadScans } from '../_data/scans'

export const metadata: Metadata = { title: 'Scans' }

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams
  return answer(async () => {
    const { repository } = await loadFilter({ repository: first(params, 'repository') })
    const tool = first(params, 'tool')?.replaceAll('\0', '').slice(0, 200)
    const cursor = first(params, 'cursor')
    const page = await loadScans({ repository, tool, cursor })
    // Who sent them may not even have said the repository, so a narrowed list has none of them.
    const refused = repository || tool || cursor ? [] : await loadRefusedUploads()
    return <ScansPage page={page} refused={refused} view={{ repository, tool }} />
  })
}
