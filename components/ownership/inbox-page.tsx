'use client'

import { useQuery } from '@tanstack/react-query'
import { without } from '@/lib/client/ownership/optimistic'
import { inboxQuery, measuresQuery } from '@/lib/client/ownership/queries'
import type { InboxView } from '@/lib/client/ownership/view'
import { frameQuery } from '@/lib/client/queries'
import type { WeekFrame } from '@/lib/review/types'
import { FirstScan } from '../ui/first-scan'
import { InboxBody } from './inbox-body'
import { InboxFilters } from './inbox-filters'
import { InboxHeader, TargetLine } from './inbox-header'
import { OwnershipTabs } from './ownership-tabs'
import { useActs } from './use-acts'

/** Decisions that nobody owns, grouped so that many can be given an owner in one sitting. */
export function InboxPage({ view }: { view: InboxView }) {
  const { query } = view
  const { repository, service, team, rule, decisionKind } = query
  const { data, error } = useQuery(inboxQuery(query))
  const { data: measures } = useQuery(
    measuresQuery({ repository, service, team, rule, decisionKind }),
  )
  const { data: frame } = useQuery(frameQuery())
  const acts = useActs()
  if (frame?.empty) return <FirstScan />
  if (!data || !frame) return error ? <p className="worse">{error.message}</p> : null
  const inbox = acts.leaving.reduce(
    (left, { findings, keys }) => without(left, new Set(findings), new Set(keys)),
    data,
  )
  return (
    <>
      <InboxHeader inbox={inbox} query={query} within={withinOf(view, frame)} />
      <TargetLine measures={measures} />
      <OwnershipTabs current="inbox" />
      <InboxFilters query={query} choices={frame.filters} inbox={data} />
      <InboxBody inbox={inbox} view={view} acts={acts} teams={frame.filters.teams} />
    </>
  )
}

function withinOf({ query }: InboxView, { filters }: WeekFrame): string[] {
  const named = (label: string, id: string | undefined, choices: WeekFrame['filters']['teams']) =>
    id === undefined ? [] : [`${label} ${choices.find((c) => c.id === id)?.name ?? id}`]
  return [
    ...named('team', query.team, filters.teams),
    ...named('service', query.service, filters.services),
    ...named('repository', query.repository, filters.repositories),
  ]
}
