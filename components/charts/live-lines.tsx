'use client'

import { useEffect } from 'react'
import { Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import type { SeriesColour } from '@/lib/charts/colours'
import type { PreparedSeries, PreparedTrend } from '@/lib/charts/prepare-trend'
import { colourOf, dashOf } from './colour'
import { LinePoint } from './line-point'
import { TrendTooltip } from './trend-tooltip'

interface Props {
  trend: PreparedTrend
  colours: Map<string, SeriesColour>
  height: number
  highlighted: string | undefined
  highlight: (key: string | undefined) => void
  hrefOf: (key: string, at: string) => string
  /** Told when these lines stand in for the still ones, and when they go. */
  onDrawn: (drawn: boolean) => void
}

interface DotPlace {
  cx?: number
  cy?: number
  index?: number
}

type Row = { index: number } & Record<string, number | null>

/** The same lines to explore: values of the week under the pointer, each point a link to its list. */
export function LiveLines({
  trend,
  colours,
  height,
  highlighted,
  highlight,
  hrefOf,
  onDrawn,
}: Props) {
  useEffect(() => {
    onDrawn(true)
    return () => onDrawn(false)
  }, [onDrawn])
  return (
    <div className="layer interactive" aria-hidden="true">
      <ResponsiveContainer width="100%" height={height} initialDimension={{ width: 800, height }}>
        <LineChart
          data={rowsOf(trend)}
          margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
          accessibilityLayer={false}
          onMouseLeave={() => highlight(undefined)}
        >
          <XAxis dataKey="index" type="number" domain={[0, 'dataMax']} hide />
          <YAxis domain={[0, trend.top]} hide width={0} />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--edge)', strokeWidth: 1 }}
            wrapperStyle={{ zIndex: 5, outline: 'none' }}
            content={({ active, label }) =>
              active ? (
                <TrendTooltip
                  trend={trend}
                  colours={colours}
                  index={Number(label)}
                  highlighted={highlighted}
                />
              ) : null
            }
          />
          {trend.series.flatMap(({ key, points }) => {
            const colour = colours.get(key)
            const common = {
              type: 'linear' as const,
              stroke: colourOf(colour),
              strokeWidth: 2,
              strokeOpacity: highlighted && highlighted !== key ? 0.22 : 1,
              isAnimationActive: false,
              connectNulls: false,
              activeDot: false as const,
              onMouseEnter: () => highlight(key),
            }
            const dotAt = ({ cx, cy, index = -1 }: DotPlace) => (
              <LinePoint
                key={`${key} ${index}`}
                x={cx}
                y={cy}
                colour={colourOf(colour)}
                alone={isAlone(points, index)}
                href={hrefOf(key, trend.instants[index] ?? '')}
                onEnter={() => highlight(key)}
              />
            )
            return [
              <Line
                key={`${key} running`}
                {...common}
                dataKey={`${key} running`}
                strokeDasharray="2 4"
                dot={(place: DotPlace) =>
                  place.index === trend.runningIndex ? dotAt(place) : <g key={place.index} />
                }
              />,
              <Line
                key={key}
                {...common}
                dataKey={key}
                strokeDasharray={dashOf(colour)}
                dot={dotAt}
              />,
            ]
          })}
        </LineChart>
      </ResponsiveContainer>
    </div>
  )
}

function rowsOf({ series, instants, runningIndex: running }: PreparedTrend): Row[] {
  return instants.map((_, index) => {
    const row: Row = { index }
    for (const { key, points } of series) {
      const value = points[index]?.value ?? null
      row[key] = index === running && !isAlone(points, index) ? null : value
      row[`${key} running`] = running !== undefined && index >= running - 1 ? value : null
    }
    return row
  })
}

function isAlone(points: PreparedSeries['points'], index: number): boolean {
  const known = (i: number) => points[i]?.value != null
  return known(index) && !known(index - 1) && !known(index + 1)
}
