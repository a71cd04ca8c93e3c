import type { TrendPoint, Trends } from '@/lib/trends/types'

/** One point a week from Sunday 7 June 2026 on; `running` marks the last. */
export function points(values: (number | null)[], running = false): TrendPoint[] {
  return values.map((value, i) => ({
    at: new Date(Date.UTC(2026, 5, 7 + 7 * i, 23, 59, 59, 999)).toISOString(),
    value,
    covered: value === null ? 0 : 1,
    expected: 1,
    ...(running && i === values.length - 1 ? { running } : {}),
  }))
}

/** Trends by service with the given lines. */
export function trendsOf(lines: Record<string, (number | null)[]>, running = false): Trends {
  const all = Object.values(lines)
  const total = (all[0] ?? []).map((_, i) => all.reduce((sum, line) => sum + (line[i] ?? 0), 0))
  return {
    measure: 'unowned-decisions',
    by: 'service',
    bucket: 'week',
    series: Object.entries(lines).map(([key, values]) => ({
      key,
      label: key,
      points: points(values, running),
    })),
    total: points(total, running),
  }
}
