import { type DehydratedState, dehydrate } from '@tanstack/react-query'
import { inboxQuery } from '@/lib/client/ownership/queries'
import type { InboxView } from '@/lib/client/ownership/view'
import { newQueryClient } from '@/lib/client/query-client'
import { database } from '@/lib/db/database'
import { getInbox } from '@/lib/ownership/inbox/get-inbox'
import { putReview } from './prefetch'

/** The inbox with its first card, readable before any script runs. */
export async function prefetchInbox({ query }: InboxView): Promise<DehydratedState> {
  const client = newQueryClient()
  const { pool } = database()
  const [inbox] = await Promise.all([
    getInbox(pool, query, new Date()),
    putReview(client, undefined, {}),
  ])
  client.setQueryData(inboxQuery(query).queryKey, inbox)
  return dehydrate(client)
}
