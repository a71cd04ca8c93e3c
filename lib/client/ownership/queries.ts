import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type {
  CodeownersLint,
  Decision,
  Inbox,
  InboxQuery,
  Measures,
  Queue,
  WhoOwns,
} from '@/lib/ownership/types'
import type { Filter } from '@/lib/trends/types'
import { fetchJson } from '../fetch-json'
import { ownershipApi } from './api'
import type { PathView, QueueView } from './view'

/** Options shared by the server, which fills the cache, and the browser. */
const asked = <T>(name: string, url: string) =>
  queryOptions({
    queryKey: ['ownership', name, url],
    queryFn: ({ signal }) => fetchJson<T>(url, signal),
    staleTime: 30_000,
  })

export const inboxQuery = (query: InboxQuery) => ({
  ...asked<Inbox>('inbox', ownershipApi.inbox(query)),
  placeholderData: keepPreviousData<Inbox | undefined>,
})

export const decisionQuery = (id: string, at?: string) =>
  asked<Decision>('decision', ownershipApi.decision(id, at))

export const queueQuery = (view: QueueView) => asked<Queue>('queue', ownershipApi.queue(view))

export const measuresQuery = (filter: Filter) =>
  asked<Measures>('measures', ownershipApi.measures(filter))

export const whoQuery = (view: PathView) => asked<WhoOwns>('who', ownershipApi.who(view))

export const lintQuery = (repository: string) =>
  asked<CodeownersLint>('lint', ownershipApi.codeowners(repository))
