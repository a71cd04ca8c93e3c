import type { CSSProperties, ReactNode } from 'react'
import { prepareSteps } from '@/lib/charts/prepare-steps'
import { isLate } from '@/lib/charts/ticks'
import { timesShort, worstCase } from '@/lib/format/retry'
import type { PathStep } from '@/lib/retry-paths/types'

const HEIGHT = 180

interface Props {
  steps: PathStep[]
  until: string
  /** Until when scans speak, where that is before. */
  known?: string
  /** What happened beside the code, on the same axis. */
  children: ReactNode
}

/** Steps drawn as steps, numbered as the rows of the table below. */
export function StepChart({ steps, until, known, children }: Props) {
  const plot = prepareSteps(
    steps.map(({ from, to, attempts }) => ({ from, to, value: attempts })),
    until,
    known,
  )
  const said = steps.map(({ attempts, endless }) =>
    attempts === null ? 'not there' : worstCase(attempts, endless === true),
  )
  const last = steps.at(-1)
  const end = { '--y': `${((plot.end ?? 0) * HEIGHT) / 100}px`, '--key': 'var(--worse)' }
  return (
    <div className="panel trend marked">
      <div className="frame" style={{ '--plot': `${HEIGHT}px` } as CSSProperties}>
        <div className="plot">
          <div aria-hidden="true">
            {plot.ticksY.map(({ y, label }) => (
              <div key={label} className="grid-line" style={{ top: `${y}%` }}>
                <span>{label}</span>
              </div>
            ))}
            <div>
              {plot.ticksX.map(({ x, label }) => (
                <span
                  key={`${label} ${x}`}
                  className={isLate(x / 100) ? 'month late' : 'month'}
                  style={{ left: `${x}%` }}
                >
                  {label}
                </span>
              ))}
            </div>
            {plot.silent !== undefined && (
              <div
                className="gap"
                style={{ left: `${plot.silent}%`, width: `${100 - plot.silent}%` }}
              >
                <span>no scan</span>
              </div>
            )}
            {plot.marks.map(({ x, index }) => (
              <div key={index} className="step-mark" style={{ left: `${x}%` }}>
                {index + 1}
              </div>
            ))}
          </div>
          <div className="layer">
            <svg
              className="step-lines"
              viewBox="0 0 100 100"
              preserveAspectRatio="none"
              role="img"
              aria-label={`Worst-case attempts: ${said.join(', then ')}`}
            >
              {plot.lines.map((d) => (
                <path key={d} d={d} className="line" />
              ))}
              {plot.marks.map(({ x, y, index }) => (
                // A line of no length with round ends: a dot that the stretching leaves round.
                <path key={index} d={`M${x} ${y}h0`} className="dot" />
              ))}
            </svg>
          </div>
          {children}
        </div>
        {plot.end !== null && (
          <div className="ends">
            <span className="end" style={end as CSSProperties}>
              attempts{' '}
              <b>{last?.endless ? `∞ × ${timesShort(last.attempts ?? 'unknown')}` : said.at(-1)}</b>
            </span>
          </div>
        )}
      </div>
    </div>
  )
}
