import type { PreparedTrend } from '@/lib/charts/prepare-trend'
import { pathOf, segments } from '@/lib/charts/segments'

/** The series without a place of their own: there, but in the background. */
export function Hairlines({ trend }: { trend: PreparedTrend }) {
  const { others, top, instants } = trend
  if (!others) return null
  const runs = others.lines.flatMap((points) => {
    const { runs: full, running } = segments(points)
    return running ? [...full, running] : full
  })
  const path = runs
    .map((run) =>
      pathOf(
        run,
        (i) => i,
        (v) => top - v,
      ),
    )
    .join('')
  return (
    <div className="layer">
      <svg
        viewBox={`0 0 ${Math.max(1, instants.length - 1)} ${top}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <path d={path} fill="none" stroke="var(--hair)" />
      </svg>
    </div>
  )
}
