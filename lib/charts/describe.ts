import { day } from '@/lib/format/date'
import { count, plural } from '@/lib/format/number'
import { lastKnown, type PreparedTrend } from './prepare-trend'

/**
 * What the chart shows, in a sentence for those who do not see it and for those who are in a
 * hurry: the total's way and the line that moved most. The running week is left out.
 */
export function describeTrend(trend: PreparedTrend): string {
  if (trend.blank) return 'No scan speaks for these weeks.'
  const closed = trend.total.filter((p) => !p.running)
  const total = endsOf(closed)
  const parts: string[] = []
  if (total) parts.push(`${wayOf(total)} in all since ${day(total.from.at)}`)
  const moved = trend.series
    .map((s) => ({ label: s.label, ends: endsOf(s.points.filter((p) => !p.running)) }))
    .filter((s) => s.ends && s.ends.from.value !== s.ends.to.value)
    .sort((a, b) => Math.abs(changeOf(b.ends)) - Math.abs(changeOf(a.ends)))[0]
  if (moved?.ends && trend.series.length > 1) {
    parts.push(`${moved.label} moved most, ${wayOf(moved.ends)}`)
  }
  const gaps = trend.gaps.reduce((sum, gap) => sum + gap.to - gap.from + 1, 0)
  if (gaps > 0) parts.push(`${plural(gaps, 'week')} with a scan missing`)
  const sentence = parts.join('; ')
  return sentence === '' ? 'One week only so far.' : `${upperFirst(sentence)}.`
}

interface Known {
  at: string
  value: number
}
type Ends = { from: Known; to: Known } | undefined

function endsOf(points: PreparedTrend['total']): Ends {
  const first = points.find((p) => p.value !== null)
  const last = points[lastKnown(points)?.index ?? -1]
  if (first?.value == null || last?.value == null || first === last) return undefined
  return { from: { at: first.at, value: first.value }, to: { at: last.at, value: last.value } }
}

const changeOf = (ends: Ends): number => (ends ? ends.to.value - ends.from.value : 0)

function wayOf({ from, to }: NonNullable<Ends>): string {
  if (from.value === to.value) return `unchanged at ${count(to.value)}`
  return `${to.value > from.value ? 'up' : 'down'} from ${count(from.value)} to ${count(to.value)}`
}

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
