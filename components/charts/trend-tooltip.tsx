import type { SeriesColour } from '@/lib/charts/colours'
import type { PreparedTrend } from '@/lib/charts/prepare-trend'
import { day } from '@/lib/format/date'
import { count } from '@/lib/format/number'
import { insideEnd } from '@/lib/format/week'
import { KeyDot } from '../ui/key-dot'

interface Props {
  trend: PreparedTrend
  colours: Map<string, SeriesColour>
  index: number
  highlighted: string | undefined
}

/** All values of one week, largest first. */
export function TrendTooltip({ trend, colours, index, highlighted }: Props) {
  const total = trend.total[index]
  if (!total) return null
  const rows = trend.series
    .map(({ key, label, points }) => ({ key, label, value: points[index]?.value ?? null }))
    .sort((a, b) => (b.value ?? -1) - (a.value ?? -1))
  return (
    <div className="tooltip">
      <p>
        {total.running ? `so far, ${day(total.at)}` : `week to ${day(insideEnd(total.at))}`}
        {total.covered < total.expected && ` · ${total.covered} of ${total.expected} scans`}
      </p>
      <ul>
        {rows.map(({ key, label, value }) => (
          <li key={key} className={key === highlighted ? 'strong' : undefined}>
            <KeyDot colour={colours.get(key)} />
            {label}
            <b>{valueWords(value)}</b>
          </li>
        ))}
        {trend.others && (
          <li className="faint">
            <KeyDot colour={undefined} />
            {trend.others.label}, together
            <b>{restWords(trend.others.points[index]?.value)}</b>
          </li>
        )}
      </ul>
    </div>
  )
}

const restWords = (value: number | null | undefined): string => (value == null ? '–' : count(value))

const valueWords = (value: number | null | undefined): string =>
  value == null ? 'no scan' : count(value)
