import { byValue } from '@/lib/format/by-value'
import { inEnglish } from '@/lib/format/in-english'
import type { Choice } from '@/lib/review/types'
import {
  MEASURES,
  type Measure,
  type TrendPoint,
  type TrendSeries,
  type Trends,
} from '@/lib/trends/types'

export interface GroupCell {
  value: number | null
  /** Drift against the week before. */
  change: number | null
  points: TrendPoint[]
}

export interface GroupRow {
  key: string
  label: string
  cells: Record<Measure, GroupCell>
}

/**
 * One row for each group, with what every measure says of it; a group without findings has one. No
 * team is a group only where it has or had something.
 */
export function groupRows(trends: readonly Trends[], choices: readonly Choice[]): GroupRow[] {
  const labels = new Map(choices.map(({ id, name }) => [id, name]))
  for (const { series } of trends) for (const s of series) labels.set(s.key, s.label)
  const known = new Map(
    trends.map(({ measure, series }) => [measure, new Map(series.map((s) => [s.key, s]))]),
  )
  const rows = [...labels].map(([key, label]) => {
    const cells = {} as Record<Measure, GroupCell>
    for (const measure of MEASURES) {
      cells[measure] = cellOf(known.get(measure)?.get(key))
    }
    return { key, label, cells }
  })
  return rows.filter(({ key, cells }) => key !== 'none' || Object.values(cells).some(hasAny))
}

/**
 * Without groups that are over: no scan names them any more, and nothing was in them in the weeks
 * shown, or nothing is known of them.
 */
export function standingRows(rows: readonly GroupRow[], current: ReadonlySet<string>): GroupRow[] {
  return rows.filter(({ key, cells }) => current.has(key) || Object.values(cells).some(hasAny))
}

const hasAny = ({ points }: GroupCell) => points.some(({ value }) => value)

function cellOf({ points, still }: Pick<TrendSeries, 'points' | 'still'> = NOTHING): GroupCell {
  return { ...lastOf(points, still?.at(-1)), points }
}

const NOTHING = { points: [] }

/** The newest value, and its drift against the one before; `still`: of the change, what is none. */
function lastOf(points: readonly TrendPoint[], still = 0) {
  const value = points.at(-1)?.value ?? null
  const before = points.at(-2)?.value ?? null
  return { value, change: value === null || before === null ? null : value - before - still }
}

/** Largest first, by name from A to Z; or the other way round. What is unknown comes last either way. */
export function sortRows(
  rows: readonly GroupRow[],
  sort: Measure | 'name',
  reversed = false,
): GroupRow[] {
  const byName = (a: GroupRow, b: GroupRow) => inEnglish(a.label, b.label)
  if (sort === 'name') return [...rows].sort((a, b) => (reversed ? byName(b, a) : byName(a, b)))
  return [...rows].sort(byValue((row: GroupRow) => row.cells[sort].value, reversed, byName))
}
