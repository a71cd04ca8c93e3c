import { AGE_BANDS, type InboxQuery, QUEUES, type QueueName } from '@/lib/ownership/types'
import { first, oneOf, parseFilter, type SearchParams } from '../params'
import { filterValues, withQuery } from '../urls'

/** What the inbox is asked for and what is selected in it; all of it stands in the URL. */
export interface InboxView {
  query: InboxQuery
  /** Key of the selected group; the first where absent. */
  group?: string
  /** Selected finding of that group; its first where absent. */
  finding?: string
}

/** Groups on one page of the inbox. */
const GROUPS_SHOWN = 50

export function parseInboxView(params: SearchParams): InboxView {
  return {
    query: {
      ...parseFilter(params),
      age: oneOf(AGE_BANDS, first(params, 'age')),
      candidate: first(params, 'candidate')?.slice(0, 300),
      status: oneOf(['unowned', 'proposed', 'rejected'] as const, first(params, 'status')),
      sort: oneOf(['count', 'age'] as const, first(params, 'sort')),
      limit: GROUPS_SHOWN,
      cursor: first(params, 'cursor')?.slice(0, 8192),
    },
    group: first(params, 'group')?.slice(0, 2000),
    finding: first(params, 'finding')?.slice(0, 100),
  }
}

/** Parameters of the inbox, for its page and its API alike. */
export const inboxValues = (query: InboxQuery) => ({
  ...filterValues(query),
  age: query.age,
  candidate: query.candidate,
  status: query.status,
  sort: query.sort,
  cursor: query.cursor,
})

export const inboxHref = ({ query, group, finding }: InboxView): string =>
  withQuery('/ownership', { ...inboxValues(query), group, finding })

/** True where something narrows the inbox. */
export const isNarrowed = (query: InboxQuery): boolean =>
  Object.values({ ...inboxValues(query), sort: undefined, cursor: undefined }).some(
    (value) => value !== undefined,
  )

/** Whose queue is looked at: everybody's unless a team or names are given. */
export interface QueueView {
  /** Names, parted by commas. */
  owner?: string
  /** Id of a team. */
  team?: string
  queue?: QueueName
  cursor?: string
}

export function parseQueueView(params: SearchParams): QueueView {
  return {
    owner: first(params, 'owner')?.slice(0, 300),
    team: first(params, 'team')?.slice(0, 300),
    queue: oneOf(QUEUES, first(params, 'queue')),
    cursor: first(params, 'cursor')?.slice(0, 8192),
  }
}

export const queueHref = ({ owner, team, queue, cursor }: QueueView): string =>
  withQuery('/ownership/queue', { owner, team, queue, cursor })

/** The tester and lint of CODEOWNERS. */
export interface PathView {
  repository?: string
  path?: string
}

export const parsePathView = (params: SearchParams): PathView => ({
  repository: first(params, 'repository')?.slice(0, 300),
  path: first(params, 'path')?.slice(0, 4000),
})

export const pathHref = (view: PathView): string => withQuery('/ownership/codeowners', { ...view })
