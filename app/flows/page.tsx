import type { Metadata } from 'next'
import { FlowsPage } from '@/components/flows/flows-page'
import { first, parseInstant, type SearchParams } from '@/lib/client/params'
import { getFlow, listStarts } from '@/lib/flows/get-flow'
import { answer } from '../_data/answer'
import { loadFilter, loadFrame } from '../_data/load'
import { reading } from '../_data/reader'

export const metadata: Metadata = { title: 'Flows' }

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams
  return answer(async () => {
    const { pool } = await reading()
    const at = parseInstant(params, 'at')
    const instant = at === undefined ? new Date() : new Date(at)
    const q = first(params, 'q')?.replaceAll('\0', '').slice(0, 300)
    const start = first(params, 'start')?.slice(0, 100)
    const whole = first(params, 'whole') === '1'
    const flow = start === undefined ? null : await getFlow(pool, start, instant)
    const asked = await loadFilter({ repository: first(params, 'repository') })
    const repositories = (await loadFrame()).filters.repositories
    const repository = asked.repository
    const starts =
      repositories.length > 0 ? await listStarts(pool, repository, instant, q) : undefined
    return (
      <FlowsPage
        view={{ repository, q, start, at, whole }}
        repositories={repositories}
        starts={starts}
        flow={flow}
      />
    )
  })
}
