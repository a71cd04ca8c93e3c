import { Scrolls } from '@/components/ui/scrolls'
import type { SeriesColour } from '@/lib/charts/colours'
import type { GroupCell, GroupRow } from '@/lib/charts/group-rows'
import { type GroupBy, type GroupsView, groupHref, groupsHref } from '@/lib/client/groups'
import { findingsHref, withGroup } from '@/lib/client/urls'
import { groupingWords, measureWords } from '@/lib/format/measure'
import { count } from '@/lib/format/number'
import { MEASURES } from '@/lib/trends/types'
import { Sparkline } from '../charts/sparkline'
import { Delta } from '../ui/delta'
import { KeyDot } from '../ui/key-dot'
import { PageLink } from '../ui/text-link'

interface Props {
  by: GroupBy
  view: GroupsView
  rows: GroupRow[]
  colours: Map<string, SeriesColour>
  at: string
}

/** Name, and for each measure twelve weeks, the value and its change; sorted by the URL. */
export function GroupsTable({ by, view, rows, colours, at }: Props) {
  const { one, many } = groupingWords[by]
  return (
    <Scrolls label={`Table of ${many}`} className="panel section">
      <table className="groups">
        <caption>Twelve weeks to this one, the value now and its drift since last week.</caption>
        <thead>
          <tr>
            <SortHead
              by={by}
              view={view}
              column="name"
              label={one.charAt(0).toUpperCase() + one.slice(1)}
            />
            {MEASURES.map((measure) => (
              <SortHead
                key={measure}
                by={by}
                view={view}
                column={measure}
                label={measureWords[measure].title}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row" className="name">
                <KeyDot colour={colours.get(row.key)} />
                <PageLink href={groupHref(by, row.key)}>{row.label}</PageLink>
              </th>
              {MEASURES.map((measure) => (
                <MeasureCell
                  key={measure}
                  cell={row.cells[measure]}
                  label={`${row.label}, ${measureWords[measure].title}`}
                  href={findingsHref({ ...withGroup({}, by, row.key), measure, at })}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolls>
  )
}

function MeasureCell({ cell, label, href }: { cell: GroupCell; label: string; href: string }) {
  const { value, change, points } = cell
  return (
    <td className="n">
      <div className="pair">
        <Sparkline points={points} label={label} width={96} height={24} />
        <span>
          {value === null ? (
            <span className="faint">no scan</span>
          ) : (
            <PageLink href={href}>{count(value)}</PageLink>
          )}
          <Delta change={change} />
        </span>
      </div>
    </td>
  )
}

interface HeadProps {
  by: GroupBy
  view: GroupsView
  column: GroupsView['sort']
  label: string
}

/** A second click sorts the other way round. */
function SortHead({ by, view, column, label }: HeadProps) {
  const current = view.sort === column
  const rising = (column === 'name') !== view.reversed
  const href = groupsHref(by, { sort: column, reversed: current && !view.reversed })
  return (
    <th
      scope="col"
      className={column === 'name' ? '' : 'n'}
      aria-sort={current ? (rising ? 'ascending' : 'descending') : undefined}
    >
      <PageLink href={href} className={current ? 'strong' : undefined}>
        {label}
        {current && <span aria-hidden="true"> {rising ? '↑' : '↓'}</span>}
      </PageLink>
    </th>
  )
}
