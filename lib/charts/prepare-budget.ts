import type { BudgetPoint } from '@/lib/budgets/types'
import type { Measure, Trends } from '@/lib/trends/types'
import { type PreparedTrend, prepareTrend } from './prepare-trend'

export interface PreparedBudget {
  trend: PreparedTrend
  /** The limit as steps, half a week to either side of each point it holds at. */
  limits: { from: number; to: number; value: number }[]
  /** Weeks in a row over the limit; a week without a scan within ends none. */
  breaches: { from: number; to: number }[]
}

/** Decides what the chart of a budget shows: number, limit, and where the one is over the other. */
export function prepareBudget(
  label: string,
  measure: Measure,
  points: readonly BudgetPoint[],
): PreparedBudget {
  const line = points.map(({ at, value, running }) => ({
    ...{ at, value, covered: value === null ? 0 : 1, expected: 1 },
    ...(running ? { running } : {}),
  }))
  const trends: Trends = {
    ...{ measure, by: 'service', bucket: 'week' },
    series: [{ key: 'counted', label, points: line }],
    total: line,
  }
  const highest = Math.max(0, ...points.map(({ limit }) => limit ?? 0))
  return {
    trend: prepareTrend(trends, { holding: highest }),
    limits: limitsOf(points),
    breaches: breachesOf(points),
  }
}

function limitsOf(points: readonly BudgetPoint[]): PreparedBudget['limits'] {
  const steps: PreparedBudget['limits'] = []
  points.forEach(({ limit }, i) => {
    if (limit === null) return
    const last = steps.at(-1)
    if (last && last.value === limit && last.to === i - 0.5) last.to = i + 0.5
    else steps.push({ from: i - 0.5, to: i + 0.5, value: limit })
  })
  const end = points.length - 1
  return steps.map(({ from, to, value }) => ({
    from: Math.max(0, from),
    to: Math.min(end, to),
    value,
  }))
}

function breachesOf(points: readonly BudgetPoint[]): PreparedBudget['breaches'] {
  const spans: PreparedBudget['breaches'] = []
  points.forEach(({ breached }, i) => {
    if (!breached) return
    const last = spans.at(-1)
    const between = last && points.slice(last.to + 1, i)
    if (last && between?.every(({ value }) => value === null)) last.to = i
    else spans.push({ from: i, to: i })
  })
  return spans
}
