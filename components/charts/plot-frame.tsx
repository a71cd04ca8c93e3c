import type { CSSProperties, ReactNode } from 'react'
import type { SeriesColour } from '@/lib/charts/colours'
import type { Gap, PreparedTrend } from '@/lib/charts/prepare-trend'
import { count } from '@/lib/format/number'
import { EndLabels } from './end-labels'

interface Props {
  trend: PreparedTrend
  colours: Map<string, SeriesColour>
  height: number
  highlight: (key: string | undefined) => void
  hrefOf: (key: string, at: string) => string
  children: ReactNode
}

/** Axes, gap marks and the labels at the lines' ends: HTML, so that text keeps its size. */
export function PlotFrame({ trend, colours, height, highlight, hrefOf, children }: Props) {
  const share = (index: number) => `${(100 * index) / Math.max(1, trend.instants.length - 1)}%`
  return (
    <div className="frame" style={{ '--plot': `${height}px` } as CSSProperties}>
      <div className="plot">
        <div aria-hidden="true">
          {trend.ticks.map((value) => (
            <div
              key={value}
              className={value === 0 ? 'grid-line zero' : 'grid-line'}
              style={{ top: `${100 * (1 - value / trend.top)}%` }}
            >
              <span>{count(value)}</span>
            </div>
          ))}
          <div>
            {trend.months.map(({ index, label, late }) => (
              <span
                key={index}
                className={late ? 'month late' : 'month'}
                style={{ left: share(index) }}
              >
                {label}
              </span>
            ))}
          </div>
          {trend.gaps.map((gap) => (
            <GapMark key={`${gap.from}-${gap.to}`} gap={gap} weeks={trend.instants.length} />
          ))}
        </div>
        {children}
      </div>
      <EndLabels
        trend={trend}
        colours={colours}
        height={height}
        highlight={highlight}
        hrefOf={hrefOf}
      />
    </div>
  )
}

function GapMark({ gap, weeks }: { gap: Gap; weeks: number }) {
  const step = 100 / Math.max(1, weeks - 1)
  const from = Math.max(0, (gap.from - 0.5) * step)
  const to = Math.min(100, (gap.to + 0.5) * step)
  return (
    <div
      className="gap"
      style={{ left: `${from}%`, width: `${to - from}%` }}
      title={`No scan of ${gap.labels.join(', ')}`}
    >
      <span>no scan</span>
    </div>
  )
}
