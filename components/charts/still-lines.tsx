import type { SeriesColour } from '@/lib/charts/colours'
import type { PreparedTrend } from '@/lib/charts/prepare-trend'
import { pathOf, segments } from '@/lib/charts/segments'
import { colourOf, dashOf } from './colour'

interface Props {
  trend: PreparedTrend
  colours: Map<string, SeriesColour>
  /** Stands aside for the interactive lines; comes back in print. */
  hidden: boolean
}

/** The lines of a trend chart as the server draws them; stretched to the plot, whatever its width. */
export function StillLines({ trend, colours, hidden }: Props) {
  const { series, top, instants } = trend
  const x = (i: number) => i
  const y = (v: number) => top - v
  return (
    <div className={hidden ? 'layer still aside' : 'layer still'}>
      <svg
        viewBox={`0 0 ${Math.max(1, instants.length - 1)} ${top}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {series.map(({ key, points }) => {
          const { runs, running, dots } = segments(points)
          const colour = colours.get(key)
          return (
            <g
              key={key}
              fill="none"
              stroke={colourOf(colour)}
              strokeWidth={2}
              strokeLinejoin="round"
            >
              {runs.map((run) => (
                <path key={run[0]?.[0]} d={pathOf(run, x, y)} strokeDasharray={dashOf(colour)} />
              ))}
              {running && <path d={pathOf(running, x, y)} strokeDasharray="2 4" />}
              {dots.map(([i, v]) => (
                // A line of no length with round ends is a dot that the stretching leaves round.
                <path key={i} d={`M${i} ${y(v)}h0`} strokeWidth="5" strokeLinecap="round" />
              ))}
            </g>
          )
        })}
      </svg>
    </div>
  )
}
