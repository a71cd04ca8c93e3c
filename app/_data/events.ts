import type { QueryClient } from '@tanstack/react-query'
import { type EventsRequest, eventsQuery } from '@/lib/client/events'
import { getEvents } from '@/lib/events/get-events'
import { reading } from './reader'

/** Events of the weeks of a chart. */
export async function putEvents(client: QueryClient, request: EventsRequest): Promise<void> {
  const { filter, from, to } = request
  const events = await getEvents((await reading()).pool, {
    filter,
    from: new Date(from),
    to: new Date(to),
  })
  client.setQueryData(eventsQuery(request).queryKey, events)
}
