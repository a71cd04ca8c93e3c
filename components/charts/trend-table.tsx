import { Scrolls } from '@/components/ui/scrolls'
import { changeOf } from '@/lib/charts/describe'
import type { PreparedTrend } from '@/lib/charts/prepare-trend'
import { day } from '@/lib/format/date'
import { count } from '@/lib/format/number'
import { insideEnd } from '@/lib/format/week'
import type { TrendPoint } from '@/lib/trends/types'
import { PageLink } from '../ui/text-link'

interface Props {
  id: string
  trend: PreparedTrend
  caption: string
  hrefOf: (key: string | undefined, at: string) => string
  /** The review that says what the change of a week came from. */
  weekHref: (week: string) => string
}

/** The chart's data, newest week first; each number leads to its list, each week to its review. */
export function TrendTable({ id, trend, caption, hrefOf, weekHref }: Props) {
  const columns = [
    ...trend.series,
    ...(trend.others ? [{ ...trend.others, key: 'others' }] : []),
    { key: undefined, label: 'All', points: trend.total },
  ]
  const rows = trend.weeks
    .map((week, index) => ({ week, at: trend.instants[index] ?? '', index }))
    .reverse()
  return (
    <details className="as-table" id={id}>
      <summary>View as table</summary>
      <Scrolls label={caption} className="panel">
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">Week to</th>
              {columns.map((column) => (
                <th key={column.key ?? 'all'} scope="col" className="n">
                  {column.label}
                </th>
              ))}
              <th scope="col" className="n">
                Change
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ week, at, index }) => (
              <tr key={at}>
                <th scope="row" className="tight">
                  <PageLink href={weekHref(week)}>
                    {trend.total[index]?.running ? `${day(at)}, so far` : day(insideEnd(at))}
                  </PageLink>
                </th>
                {columns.map(({ key, points }) => (
                  <td key={key ?? 'all'} className="n">
                    <Value
                      point={points[index]}
                      href={key === 'others' ? undefined : hrefOf(key, at)}
                    />
                  </td>
                ))}
                <td className="n">
                  {changeOf(trend.total[index - 1], trend.total[index], trend.still?.[index])}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
    </details>
  )
}

function Value({ point, href }: { point: TrendPoint | undefined; href: string | undefined }) {
  if (point?.value == null) return <span className="faint">{href ? 'no scan' : '–'}</span>
  if (!href) return count(point.value)
  return <PageLink href={href}>{count(point.value)}</PageLink>
}
