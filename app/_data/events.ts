import type { QueryClient } from '@tanstack/react-query'
import { type EventsRequest, eventsQuery } from '@/lib/client/events'
import { database } from '@/lib/db/database'
import { getEvents } from '@/lib/events/get-events'

/** Events of the weeks of a chart. */
export async function putEvents(client: QueryClient, request: EventsRequest): Promise<void> {
  const { filter, from, to } = request
  const events = await getEvents(database().pool, {
    filter,
    from: new Date(from),
    to: new Date(to),
  })
  client.setQueryData(eventsQuery(request).queryKey, events)
}
