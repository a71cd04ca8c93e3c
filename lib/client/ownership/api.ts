import type { ActRequest, InboxQuery } from '@/lib/ownership/types'
import type { Filter } from '@/lib/trends/types'
import { filterValues, withQuery } from '../urls'
import { inboxValues, type PathView, type QueueView } from './view'

const ROOT = '/api/v1/ownership'

/** Addresses of the ledger. */
export const ownershipApi = {
  inbox: (query: InboxQuery) =>
    withQuery(`${ROOT}/inbox`, { ...inboxValues(query), limit: query.limit }),
  decision: (id: string, at?: string) =>
    withQuery(`${ROOT}/decisions/${encodeURIComponent(id)}`, { at }),
  queue: ({ owner, team, queue, cursor }: QueueView) =>
    withQuery(`${ROOT}/queue`, { owner, team, queue, cursor }),
  measures: (filter: Filter) => withQuery(`${ROOT}/measures`, filterValues(filter)),
  who: ({ repository, path }: PathView) => withQuery(`${ROOT}/who`, { repository, path }),
  codeowners: (repository: string) => withQuery(`${ROOT}/codeowners`, { repository }),
  acts: `${ROOT}/acts`,
  undo: (act: string) => `${ROOT}/acts/${encodeURIComponent(act)}/undo`,
  records: `${ROOT}/records`,
  reorganisations: `${ROOT}/reorganisations`,
}

/** Which decisions an act is about: named ones, or whatever a group of the inbox holds. */
export type Scope = Pick<ActRequest, 'findings' | 'group'>
