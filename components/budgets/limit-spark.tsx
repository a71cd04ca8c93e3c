import type { BudgetState } from '@/lib/budgets/types'
import { prepareBudget } from '@/lib/charts/prepare-budget'
import { pathOf, segments } from '@/lib/charts/segments'
import { budgetWords } from '@/lib/format/budget'
import { plural } from '@/lib/format/number'

const [WIDTH, HEIGHT] = [216, 64]

/** The weeks of a budget in small: number, limit, and the weeks over it marked below. */
export function LimitSpark({ state }: { state: BudgetState }) {
  const { points, version } = state
  const { trend, limits, breaches } = prepareBudget('', version.rule.measure, points)
  const step = WIDTH / Math.max(1, points.length - 1)
  const x = (index: number) => Math.min(WIDTH, Math.max(0, index * step))
  const y = (value: number) => 3 + (1 - value / trend.top) * (HEIGHT - 14)
  const { runs, running, dots } = segments(points)
  const over = points.filter(({ breached }) => breached).length
  return (
    <svg
      className="spark limit-spark"
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`${budgetWords(version.rule)}: over the limit at ${over} of ${plural(points.length, 'week end')}`}
    >
      {breaches.map(({ from, to }) => (
        <rect
          key={from}
          x={x(from - 0.5)}
          width={x(to + 0.5) - x(from - 0.5)}
          y={HEIGHT - 7}
          height="4"
          fill="var(--worse)"
        />
      ))}
      <line x1="0" x2={WIDTH} y1={y(0)} y2={y(0)} stroke="var(--grid)" />
      {limits.map(({ from, to, value }) => (
        <line
          key={from}
          x1={x(from)}
          x2={x(to)}
          y1={y(value)}
          y2={y(value)}
          className="limit-line"
        />
      ))}
      {[...runs, ...(running ? [running] : [])].map((run) => (
        <path
          key={run[0]?.join()}
          d={pathOf(run, x, y)}
          fill="none"
          stroke="var(--ink)"
          strokeWidth="1.5"
          strokeDasharray={run === running ? '2 3' : undefined}
        />
      ))}
      {dots.map(([i, value]) => (
        <circle key={i} cx={x(i)} cy={y(value)} r="2" fill="var(--ink)" />
      ))}
    </svg>
  )
}
