import type { PreparedBudget } from '@/lib/charts/prepare-budget'
import { count } from '@/lib/format/number'

/** The limit as a stepped line and the weeks over it as hatched ground, each with its word. */
export function LimitLayer({ budget }: { budget: PreparedBudget }) {
  const { trend, limits, breaches } = budget
  const weeks = Math.max(1, trend.instants.length - 1)
  const share = (index: number) => Math.min(100, Math.max(0, (100 * index) / weeks))
  const last = limits.at(-1)
  return (
    <>
      {breaches.map(({ from, to }) => (
        <div
          key={from}
          className="breach"
          aria-hidden="true"
          style={{
            left: `${share(from - 0.5)}%`,
            width: `${share(to + 0.5) - share(from - 0.5)}%`,
          }}
        >
          {to - from >= weeks / 8 && <span>over the limit</span>}
        </div>
      ))}
      <div className="layer">
        <svg viewBox={`0 0 ${weeks} ${trend.top}`} preserveAspectRatio="none" aria-hidden="true">
          <path d={pathOf(budget)} className="limit-line" />
        </svg>
      </div>
      {last && (
        <span
          className="limit-label"
          aria-hidden="true"
          style={{ left: `${share(last.from)}%`, top: `${100 * (1 - last.value / trend.top)}%` }}
        >
          limit {count(last.value)}
        </span>
      )}
    </>
  )
}

/** Steps joined by upright lines where one begins as the other ends. */
function pathOf({ limits, trend }: PreparedBudget): string {
  return limits
    .map(({ from, to, value }, i) => {
      const joined = i > 0 && limits[i - 1]?.to === from
      const y = trend.top - value
      return `${joined ? `V${y}` : `M${from} ${y}`}H${to}`
    })
    .join('')
}
