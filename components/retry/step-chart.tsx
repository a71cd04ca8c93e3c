import { prepareSteps } from '@/lib/charts/prepare-steps'
import { timesShort } from '@/lib/format/retry'
import type { PathStep } from '@/lib/retry-paths/types'

const BOX = { width: 900, height: 220, left: 34, right: 110, top: 22, bottom: 26 }

/** Steps drawn as steps, numbered as the rows of the table below. */
export function StepChart({ steps, until }: { steps: PathStep[]; until: string }) {
  const plot = prepareSteps(
    steps.map(({ from, to, attempts }) => ({ from, to, value: attempts })),
    until,
    BOX,
  )
  const last = steps.at(-1)?.attempts
  const said = steps.map(({ attempts }) => (attempts === null ? 'not there' : timesShort(attempts)))
  return (
    <svg
      className="steps"
      viewBox={`0 0 ${BOX.width} ${BOX.height}`}
      role="img"
      aria-label={`Worst-case attempts: ${said.join(', then ')}`}
    >
      {plot.ticksY.map(({ y, label }) => (
        <g key={label}>
          <line x1={BOX.left} x2={BOX.width - BOX.right} y1={y} y2={y} className="rule" />
          <text x={BOX.left - 8} y={y + 4} textAnchor="end">
            {label}
          </text>
        </g>
      ))}
      {plot.ticksX.map(({ x, label }) => (
        <text key={`${label} ${x}`} x={x} y={BOX.height - 6} textAnchor="middle">
          {label}
        </text>
      ))}
      {plot.lines.map((d) => (
        <path key={d} d={d} className="line" />
      ))}
      {plot.marks.map(({ x, y, index }) => (
        <g key={index}>
          <line x1={x} x2={x} y1={BOX.top - 6} y2={BOX.height - BOX.bottom} className="mark" />
          <circle cx={x} cy={y} r="3.5" className="dot" />
          <text x={x + 4} y={BOX.top - 8} className="mark-no">
            {index + 1}
          </text>
        </g>
      ))}
      {plot.end && last !== undefined && last !== null && (
        <text x={plot.end.x + 8} y={plot.end.y + 4} className="end-label">
          attempts {timesShort(last)}
        </text>
      )}
    </svg>
  )
}
