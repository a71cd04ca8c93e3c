'use client'

import { useQueries, useQuery } from '@tanstack/react-query'
import { assignColours } from '@/lib/charts/colours'
import { groupRows, sortRows } from '@/lib/charts/group-rows'
import { choicesOf, type GroupBy, groupsRequests } from '@/lib/client/groups'
import type { GroupSort } from '@/lib/client/params'
import { frameQuery, trendsQuery } from '@/lib/client/queries'
import { groupingWords } from '@/lib/format/measure'
import { plural } from '@/lib/format/number'
import { weekNumber } from '@/lib/format/week'
import type { WeekFrame } from '@/lib/review/types'
import { CoverageNotes } from '../review/coverage-notes'
import { FirstScan } from '../ui/first-scan'
import { GroupsTable } from './groups-table'

/** All repositories, services or teams, with the three measures of each. */
export function GroupsPage({ by, sort }: { by: GroupBy; sort: GroupSort }) {
  const { data: frame } = useQuery(frameQuery())
  if (!frame) return null
  if (frame.empty) return <FirstScan />
  return <Loaded by={by} sort={sort} frame={frame} />
}

function Loaded({ by, sort, frame }: { by: GroupBy; sort: GroupSort; frame: WeekFrame }) {
  const results = useQueries({ queries: groupsRequests(by, frame.week).map(trendsQuery) })
  const trends = results.flatMap((result) => (result.data ? [result.data] : []))
  const choices = choicesOf(frame, by)
  const rows = sortRows(groupRows(trends, choices), sort)
  const { one, many } = groupingWords[by]
  return (
    <>
      <header className="page-head">
        <h1>{plural(rows.filter((row) => row.key !== 'none').length, one, many)}</h1>
        <p className="muted">week {weekNumber(frame.week.id)} against the one before</p>
      </header>
      <CoverageNotes coverage={frame.coverage} />
      <GroupsTable
        by={by}
        sort={sort}
        rows={rows}
        colours={assignColours(choices.map((choice) => choice.id))}
        at={frame.week.at}
      />
    </>
  )
}
