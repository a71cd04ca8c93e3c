import { type DehydratedState, dehydrate, type QueryClient } from '@tanstack/react-query'
import {
  decisionQuery,
  inboxQuery,
  lintQuery,
  measuresQuery,
  queueQuery,
  whoQuery,
} from '@/lib/client/ownership/queries'
import type { InboxView, PathView, QueueView } from '@/lib/client/ownership/view'
import { newQueryClient } from '@/lib/client/query-client'
import { openQuestionsQuery } from '@/lib/client/retry'
import { getDecision } from '@/lib/ownership/get-decision'
import { getInbox } from '@/lib/ownership/inbox/get-inbox'
import { getMeasures } from '@/lib/ownership/measures/get-measures'
import { ownerKey } from '@/lib/ownership/owner'
import { lintRepository } from '@/lib/ownership/paths/lint'
import { whoOwns } from '@/lib/ownership/paths/who-owns'
import { getQueue } from '@/lib/ownership/queue/get-queue'
import { openQuestions } from '@/lib/questions/read'
import { getTimeZone } from '@/lib/trends/get-time-zone'
import type { Filter } from '@/lib/trends/types'
import { putFrame } from './prefetch'
import { reading } from './reader'

/** The inbox with its first card, readable before any script runs. */
export async function prefetchInbox(view: InboxView): Promise<DehydratedState> {
  const client = newQueryClient()
  const { pool } = await reading()
  const { query } = view
  const { repository, service, team, rule, decisionKind } = query
  const [inbox] = await Promise.all([
    getInbox(pool, query, new Date()),
    putMeasures(client, { repository, service, team, rule, decisionKind }),
    putFrame(client),
  ])
  client.setQueryData(inboxQuery(query).queryKey, inbox)
  const group = inbox.groups.find(({ key }) => key === view.group) ?? inbox.groups[0]
  const finding = group?.findings.find((id) => id === view.finding) ?? group?.findings[0]
  if (finding !== undefined) await putDecision(client, finding, undefined)
  return dehydrate(client)
}

const MEASURED_MS = 25 * 7 * 86_400_000

async function putMeasures(client: QueryClient, filter: Filter): Promise<void> {
  const { pool } = await reading()
  const now = new Date()
  const from = new Date(now.getTime() - MEASURED_MS)
  const timeZone = await getTimeZone(pool)
  const measures = await getMeasures(pool, { filter, from, to: now, now, timeZone })
  client.setQueryData(measuresQuery(filter).queryKey, measures)
}

/** How a decision stands, where the finding is one. */
export async function putDecision(
  client: QueryClient,
  id: string,
  at: string | undefined,
): Promise<void> {
  const decision = await getDecision((await reading()).pool, id, at ? new Date(at) : new Date())
  if (decision) client.setQueryData(decisionQuery(id, at).queryKey, decision)
}

/** Somebody's queues. */
export async function prefetchQueue(view: QueueView): Promise<DehydratedState> {
  const client = newQueryClient()
  const { owner = '', team, queue, cursor } = view
  const keys = owner
    .split(',')
    .map(ownerKey)
    .filter((key) => key !== '')
  const offset = /^\d{1,7}$/.test(cursor ?? '') ? Number(cursor) : undefined
  const { pool } = await reading()
  const [queues, questions] = await Promise.all([
    getQueue(pool, { keys, team, queue, offset }, new Date()),
    openQuestions(pool, { keys, team }),
    putFrame(client),
  ])
  client.setQueryData(queueQuery(view).queryKey, queues)
  client.setQueryData(openQuestionsQuery(view).queryKey, { questions })
  return dehydrate(client)
}

/** Who owns a path, and what is wrong with the rules; of the first repository where none is named. */
export async function prefetchPath(
  asked: PathView,
): Promise<{ view: PathView; state: DehydratedState }> {
  const client = newQueryClient()
  const { repositories } = (await putFrame(client)).filters
  const known = repositories.find(({ id }) => id === asked.repository) ?? repositories[0]
  const view = { ...asked, repository: known?.id }
  if (known) {
    const { pool } = await reading()
    const path = asked.path?.replace(/^(\.?\/)+/, '')
    const [who, lint] = await Promise.all([
      path === undefined || path === '' ? undefined : whoOwns(pool, known, path, new Date()),
      lintRepository(pool, known, new Date()),
    ])
    if (who) client.setQueryData(whoQuery(view).queryKey, who)
    client.setQueryData(lintQuery(known.id).queryKey, lint)
  }
  return { view, state: dehydrate(client) }
}
