import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { NotForYou } from '@/components/people/not-for-you'
import { TokensPage } from '@/components/people/tokens-page'
import { tokensQuery } from '@/lib/client/people'
import { newQueryClient } from '@/lib/client/query-client'
import { isAdmin } from '@/lib/people/principal'
import { listTokens } from '@/lib/people/tokens/store'
import { answer } from '../_data/answer'
import { loadFrame } from '../_data/load'
import { reader, reading } from '../_data/reader'

export const metadata: Metadata = { title: 'Tokens' }

export default function Page() {
  return answer(async () => {
    if (!isAdmin(await reader())) return <NotForYou />
    const client = newQueryClient()
    const { pool } = await reading()
    client.setQueryData(tokensQuery().queryKey, { tokens: await listTokens(pool) })
    const { filters } = await loadFrame()
    return (
      <HydrationBoundary state={dehydrate(client)}>
        <TokensPage repositories={filters.repositories.map(({ name }) => name)} />
      </HydrationBoundary>
    )
  })
}
