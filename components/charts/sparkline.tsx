import { pathOf, segments } from '@/lib/charts/segments'
import { count } from '@/lib/format/number'
import type { TrendPoint } from '@/lib/trends/types'

interface Props {
  points: TrendPoint[]
  label: string
  width?: number
  height?: number
  colour?: string
}

/** A line without axes, drawn by the server: from zero, with gaps, the running week dotted. */
export function Sparkline({
  points,
  label,
  width = 120,
  height = 28,
  colour = 'var(--accent)',
}: Props) {
  const values = points.flatMap((p) => (p.value === null ? [] : [p.value]))
  const top = Math.max(1, ...values)
  const x = (i: number) => 3 + (i * (width - 6)) / Math.max(1, points.length - 1)
  const y = (v: number) => height - 3 - (v / top) * (height - 6)
  const { runs, running, dots } = segments(points)
  const end = points.findLastIndex((p) => p.value !== null)
  const last = points[end]?.value
  return (
    <svg
      className="spark"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`${label}: ${wordsOf(values)}`}
    >
      {[...runs, ...(running ? [running] : [])].map((run) => (
        <path key={run[0]?.[0]} d={areaOf(run, x, y)} fill={colour} opacity="0.09" />
      ))}
      <g fill="none" stroke={colour} strokeWidth="1.6" strokeLinejoin="round" strokeLinecap="round">
        {runs.map((run) => (
          <path key={run[0]?.[0]} d={pathOf(run, x, y)} />
        ))}
        {running && <path d={pathOf(running, x, y)} strokeDasharray="1.5 3.5" />}
      </g>
      {dots.map(([i, v]) => (
        <circle key={i} cx={x(i)} cy={y(v)} r="1.6" fill={colour} />
      ))}
      {last != null && <circle cx={x(end)} cy={y(last)} r="2.5" fill={colour} />}
    </svg>
  )
}

function wordsOf(values: number[]): string {
  const first = values[0]
  const last = values.at(-1)
  if (first === undefined || last === undefined) return 'no scan yet'
  return `from ${count(first)} to ${count(last)}, lowest ${count(Math.min(...values))}, highest ${count(Math.max(...values))}`
}

type Scale = (value: number) => number

/** Down to zero, so that it is seen that the line is measured from there. */
function areaOf(run: readonly [number, number][], x: Scale, y: Scale): string {
  const first = run[0]?.[0] ?? 0
  const last = run.at(-1)?.[0] ?? 0
  return `${pathOf(run, x, y)}L${x(last)} ${y(0)}L${x(first)} ${y(0)}Z`
}
