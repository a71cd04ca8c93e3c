'use client'

import dynamic from 'next/dynamic'
import { useId, useMemo, useState } from 'react'
import { useLive } from '@/components/ui/use-live'
import { assignColours } from '@/lib/charts/colours'
import { describeTrend } from '@/lib/charts/describe'
import { axisOf, eventsOn } from '@/lib/charts/prepare-marks'
import { prepareTrend } from '@/lib/charts/prepare-trend'
import type { EventMark } from '@/lib/events/types'
import type { Trends } from '@/lib/trends/types'
import { EventList } from './event-list'
import { EventMarks } from './event-marks'
import { Hairlines } from './hairlines'
import { PlotFrame } from './plot-frame'
import { type ChartMark, ScanMarks } from './scan-marks'
import { StillLines } from './still-lines'
import { TrendTable } from './trend-table'

interface Props {
  trends: Trends
  /** What is drawn, for the table's caption. */
  title: string
  /** Every key of the grouping, shown here or not: colours are theirs. */
  keys: string[]
  /** List behind a point of one series, or of all. */
  hrefOf: (key: string | undefined, at: string) => string
  /** Review of the week that ends at a point. */
  weekHref: (week: string) => string
  /** Scans, drawn below the axis. */
  marks?: readonly ChartMark[]
  /** What happened beside the code, drawn above the plot; room for it is always there. */
  events?: readonly EventMark[]
}

const HEIGHT = 244
/** Recharts is fetched after the page is there; until then, and in print, the server's lines show. */
const LiveLines = dynamic(() => import('./live-lines').then((m) => m.LiveLines), { ssr: false })

/** A measure over the weeks: a sentence, the lines, and the same as a table. */
export function TrendFigure({ trends, title, keys, hrefOf, weekHref, marks, events = [] }: Props) {
  const id = useId()
  const live = useLive()
  const [highlighted, highlight] = useState<string>()
  const [drawn, setDrawn] = useState(false)
  const trend = useMemo(() => prepareTrend(trends), [trends])
  const shown = useMemo(() => eventsOn(events, trend.instants), [events, trend])
  const colours = useMemo(() => assignColours(keys), [keys])
  return (
    <figure aria-labelledby={`${id}-caption`} aria-details={`${id}-table`}>
      <figcaption id={`${id}-caption`} className="muted">
        <span className="hidden-visually">{title}. </span>
        {describeTrend(trend)}
      </figcaption>
      <div className="panel trend marked">
        <PlotFrame
          trend={trend}
          colours={colours}
          height={HEIGHT}
          highlight={highlight}
          hrefOf={hrefOf}
        >
          <EventMarks events={shown} axis={axisOf(trend)} />
          {marks && <ScanMarks marks={marks} instants={trend.instants} />}
          <Hairlines trend={trend} />
          <StillLines trend={trend} colours={colours} hidden={drawn} />
          {live && (
            <LiveLines
              trend={trend}
              colours={colours}
              height={HEIGHT}
              highlighted={highlighted}
              highlight={highlight}
              hrefOf={hrefOf}
              onDrawn={setDrawn}
            />
          )}
        </PlotFrame>
      </div>
      <TrendTable id={`${id}-table`} caption={title} {...{ trend, hrefOf, weekHref }} />
      <EventList events={shown} />
    </figure>
  )
}
