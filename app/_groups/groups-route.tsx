import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import { GroupsPage } from '@/components/groups/groups-page'
import { type GroupBy, groupsRequests } from '@/lib/client/groups'
import { parseSort, type SearchParams } from '@/lib/client/params'
import { newQueryClient } from '@/lib/client/query-client'
import { answer } from '../_data/answer'
import { putFrame, putTrends } from '../_data/prefetch'

/** All repositories, services or teams with the three measures. */
export function groupsRoute(by: GroupBy, params: SearchParams) {
  return answer(async () => {
    const client = newQueryClient()
    const { week } = await putFrame(client)
    await Promise.all(groupsRequests(by, week).map((request) => putTrends(client, request)))
    return (
      <HydrationBoundary state={dehydrate(client)}>
        <GroupsPage by={by} sort={parseSort(params)} />
      </HydrationBoundary>
    )
  })
}
