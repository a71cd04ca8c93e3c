import { assignColours } from '@/lib/charts/colours'
import { groupRows, sortRows, standingRows } from '@/lib/charts/group-rows'
import {
  choicesOf,
  GROUPS_PAGE,
  type GroupBy,
  type GroupsView,
  groupsHref,
} from '@/lib/client/groups'
import { groupingWords } from '@/lib/format/measure'
import { plural } from '@/lib/format/number'
import { weekNumber } from '@/lib/format/week'
import type { WeekFrame } from '@/lib/review/types'
import type { Trends } from '@/lib/trends/types'
import { CoverageNotes } from '../review/coverage-notes'
import { TablePages } from '../ui/table-pages'
import { GroupsTable } from './groups-table'

interface Props {
  by: GroupBy
  view: GroupsView
  frame: WeekFrame
  /** Of each measure, every group. */
  trends: readonly Trends[]
  /** Services that the newest scans name; of teams there is no such list. */
  current?: ReadonlySet<string>
}

/** All services or teams, with the three measures of each, sorted as a whole and shown in pages. */
export function GroupsPage({ by, view, frame, trends, current }: Props) {
  const choices = choicesOf(frame, by)
  const all = groupRows(trends, choices)
  const standing = current ? standingRows(all, current) : all
  const over = all.length - standing.length
  const rows = sortRows(standing, view.sort, view.reversed)
  const shown = rows.slice(view.from, view.from + GROUPS_PAGE)
  const { one, many } = groupingWords[by]
  return (
    <>
      <header className="page-head">
        <h1>{plural(rows.filter((row) => row.key !== 'none').length, one, many)}</h1>
        <p className="muted">week {weekNumber(frame.week.id)} against the one before</p>
      </header>
      <CoverageNotes coverage={frame.coverage} />
      {over > 0 && (
        <p className="muted">
          Not here: {plural(over, one, many)} of before, which the newest scans name no more and
          where nothing was found in these twelve weeks.
        </p>
      )}
      <GroupsTable
        by={by}
        view={view}
        rows={shown}
        colours={assignColours(choices.map((choice) => choice.id))}
        at={frame.week.at}
      />
      <TablePages
        from={view.from}
        shown={shown.length}
        of={rows.length}
        size={GROUPS_PAGE}
        href={(from) => groupsHref(by, { ...view, from })}
      />
    </>
  )
}
