import { HydrationBoundary } from '@tanstack/react-query'
import { notFound } from 'next/navigation'
import { CallsSection } from '@/components/groups/calls-section'
import { GroupPage } from '@/components/groups/group-page'
import { choicesOf, type GroupBy, groupHref } from '@/lib/client/groups'
import { parseReviewView, type SearchParams } from '@/lib/client/params'
import { answer } from '../_data/answer'
import { loadCalls } from '../_data/calls'
import { loadFilter } from '../_data/load'
import { prefetchView } from '../_data/prefetch'

/** One repository, service or team: its measures, its weeks, what is new in it. */
export function groupRoute(by: GroupBy, id: string, params: SearchParams) {
  return answer(async () => {
    const asked = parseReviewView(params, {
      path: groupHref(by, id),
      byDefault: by === 'service' ? 'rule' : 'service',
      own: by,
    })
    const view = { ...asked, filter: await loadFilter({ ...asked.filter, [by]: id }) }
    const { review, state } = await prefetchView(view)
    const name = id === 'none' ? 'No team' : choicesOf(review, by).find((c) => c.id === id)?.name
    if (name === undefined) notFound()
    const calls = by === 'repository' ? null : await loadCalls(by, id, name)
    return (
      <HydrationBoundary state={state}>
        <GroupPage by={by} name={name} view={view}>
          {calls && <CallsSection {...calls} />}
        </GroupPage>
      </HydrationBoundary>
    )
  })
}
