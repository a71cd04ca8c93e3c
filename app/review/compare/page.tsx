import type { Metadata } from 'next'
import { answer } from '@/app/_data/answer'
import { loadFilter } from '@/app/_data/load'
import { COMPARED, ComparePage } from '@/components/review/compare-page'
import { first, parseFilter, type SearchParams } from '@/lib/client/params'
import { CompareError, compare } from '@/lib/review/compare'
import type { Comparison } from '@/lib/review/types'
import { getTimeZone } from '@/lib/trends/get-time-zone'
import { reading } from '../../_data/reader'

export const metadata: Metadata = { title: 'Compare' }

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams
  return answer(async () => {
    const filter = await loadFilter(parseFilter(params))
    const asked = { from: first(params, 'from') ?? '', to: first(params, 'to') ?? '' }
    if (!asked.from || !asked.to) return <ComparePage asked={asked} filter={filter} />
    const { pool } = await reading()
    const found = await compare(pool, {
      ...{ ...asked, filter, most: COMPARED },
      timeZone: await getTimeZone(pool),
    }).catch((error: unknown): Comparison | string => {
      if (error instanceof CompareError) return error.message
      throw error
    })
    if (typeof found === 'string') {
      return <ComparePage asked={asked} filter={filter} fault={found} />
    }
    return <ComparePage asked={asked} filter={filter} comparison={found} />
  })
}
