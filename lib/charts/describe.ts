import { day } from '@/lib/format/date'
import { count, plural, signed } from '@/lib/format/number'
import type { TrendPoint } from '@/lib/trends/types'
import { lastKnown, type PreparedTrend } from './prepare-trend'

/**
 * What the chart shows, in a sentence for those who do not see it and for those who are in a
 * hurry: the total's way and the line that moved most. The running week is left out. What was only
 * looked at for the first time, or moved here, is told apart from what grew.
 */
export function describeTrend(trend: PreparedTrend): string {
  if (trend.blank) return 'No scan speaks for these weeks.'
  const total = endsOf(trend.total, trend.still)
  const parts: string[] = []
  if (total) {
    const since = day(total.from.at)
    parts.push(
      total.still === 0 ? `${wayOf(total)} in all since ${since}` : stillWayOf(total, since),
    )
  }
  const moved = trend.series
    .map((s) => ({ label: s.label, ends: endsOf(s.points, s.still) }))
    .filter((s) => s.ends && driftOf(s.ends) !== 0)
    .sort((a, b) => Math.abs(driftOf(b.ends)) - Math.abs(driftOf(a.ends)))[0]
  if (moved?.ends && trend.series.length > 1) {
    const way = moved.ends.still === 0 ? wayOf(moved.ends) : driftWords(moved.ends)
    parts.push(`${moved.label} moved most, ${way}`)
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
/** The first and the last known value; `still`: of their difference, what is no drift. */
type Ends = { from: Known; to: Known; still: number } | undefined

function endsOf(all: PreparedTrend['total'], still: readonly number[] = []): Ends {
  const points = all.filter((p) => !p.running)
  const begin = points.findIndex((p) => p.value !== null)
  const end = lastKnown(points)?.index ?? -1
  const [first, last] = [points[begin], points[end]]
  if (first?.value == null || last?.value == null || first === last) return undefined
  return {
    from: { at: first.at, value: first.value },
    to: { at: last.at, value: last.value },
    still: still.slice(begin + 1, end + 1).reduce((sum, change) => sum + change, 0),
  }
}

const driftOf = (ends: Ends): number => (ends ? ends.to.value - ends.from.value - ends.still : 0)

function wayOf({ from, to }: NonNullable<Ends>): string {
  if (from.value === to.value) return `unchanged at ${count(to.value)}`
  return `${to.value > from.value ? 'up' : 'down'} from ${count(from.value)} to ${count(to.value)}`
}

/**
 * `from 31 to 175 in all since 24 May 2026: up by 7, and 137 more that are no drift: …`: it adds up.
 * What is scanned and what moved are not told apart, so neither is named alone.
 */
function stillWayOf(ends: NonNullable<Ends>, since: string): string {
  const { from, to, still } = ends
  const way = `from ${count(from.value)} to ${count(to.value)} in all since ${since}`
  const why =
    still > 0 ? 'first scanned or looked for, or moved here' : 'no longer looked for, or moved away'
  return `${way}: ${driftWords(ends)}, and ${stillWords(still)}: ${why}`
}

/**
 * `+8` against the week before, `+8 and 137 more that are no drift` where there are such; `–` where
 * one of the two is not known.
 */
export function changeOf(
  before: TrendPoint | undefined,
  now: TrendPoint | undefined,
  still = 0,
): string {
  if (before?.value == null || now?.value == null) return '–'
  const drift = signed(now.value - before.value - still)
  return still === 0 ? drift : `${drift} and ${stillWords(still)}`
}

function stillWords(still: number): string {
  const n = Math.abs(still)
  return `${count(n)} ${still > 0 ? 'more' : 'fewer'} that ${n === 1 ? 'is' : 'are'} no drift`
}

function driftWords(ends: Ends): string {
  const drift = driftOf(ends)
  if (drift === 0) return 'no drift'
  return `${drift > 0 ? 'up' : 'down'} by ${count(Math.abs(drift))}`
}

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
