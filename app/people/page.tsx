import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { NotForYou } from '@/components/people/not-for-you'
import { PeoplePage } from '@/components/people/people-page'
import { peopleQuery } from '@/lib/client/people'
import { newQueryClient } from '@/lib/client/query-client'
import { isAdmin } from '@/lib/people/principal'
import { listPeople } from '@/lib/people/queries'
import { answer } from '../_data/answer'
import { reader, reading } from '../_data/reader'

export const metadata: Metadata = { title: 'People' }

export default function Page() {
  return answer(async () => {
    if (!isAdmin(await reader())) return <NotForYou />
    const client = newQueryClient()
    const { pool } = await reading()
    client.setQueryData(peopleQuery().queryKey, { people: await listPeople(pool) })
    return (
      <HydrationBoundary state={dehydrate(client)}>
        <PeoplePage />
      </HydrationBoundary>
    )
  })
}
