import type { Exception } from '@/lib/review/types'

const [WIDTH, HEIGHT] = [216, 54]

/** Weekly change with the band of its normal variation; bars from zero, gaps where unknown. */
export function BandChart({ exception, label }: { exception: Exception; label: string }) {
  const { history, signal } = exception
  const known = history.filter((value) => value !== null)
  const low = Math.min(0, signal.lower, ...known)
  const high = Math.max(1, signal.upper, ...known)
  const y = (value: number) => 2 + ((high - value) / (high - low)) * (HEIGHT - 4)
  const step = WIDTH / Math.max(1, history.length)
  const worse = exception.drift > 0
  return (
    <svg
      className="band"
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={label}
    >
      <rect
        x="0"
        width={WIDTH}
        y={y(signal.upper)}
        height={Math.max(1, y(signal.lower) - y(signal.upper))}
        fill="var(--grid)"
      />
      <line x1="0" x2={WIDTH} y1={y(0)} y2={y(0)} stroke="var(--edge)" />
      {history.map((value, i) => {
        if (value === null) return null
        const last = i === history.length - 1
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a week is its place
            key={i}
            x={i * step + step * 0.2}
            width={step * 0.6}
            y={Math.min(y(0), y(value)) - (value === 0 ? 0.75 : 0)}
            height={Math.max(1.5, Math.abs(y(0) - y(value)))}
            fill={last ? (worse ? 'var(--worse)' : 'var(--better)') : 'var(--others)'}
          />
        )
      })}
    </svg>
  )
}
