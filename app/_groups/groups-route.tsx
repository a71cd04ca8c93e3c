import { GroupsPage } from '@/components/groups/groups-page'
import { FirstScan } from '@/components/ui/first-scan'
import { type GroupBy, groupsRequests, parseGroups } from '@/lib/client/groups'
import type { SearchParams } from '@/lib/client/params'
import { answer } from '../_data/answer'
import { loadCurrentServices, loadFrame, loadTrends } from '../_data/load'

/** All services or teams with the three measures. */
export function groupsRoute(by: GroupBy, params: SearchParams) {
  return answer(async () => {
    const frame = await loadFrame()
    if (frame.empty) return <FirstScan />
    const trends = await Promise.all(groupsRequests(by, frame.week).map(loadTrends))
    const current = by === 'service' ? await loadCurrentServices() : undefined
    return (
      <GroupsPage
        by={by}
        view={parseGroups(params)}
        frame={frame}
        trends={trends}
        current={current}
      />
    )
  })
}
