import type { CSSProperties } from 'react'
import type { SeriesColour } from '@/lib/charts/colours'
import { nudge } from '@/lib/charts/nudge'
import type { PreparedTrend } from '@/lib/charts/prepare-trend'
import { shortDay } from '@/lib/format/date'
import { count } from '@/lib/format/number'
import { insideEnd } from '@/lib/format/week'
import { PageLink } from '../ui/text-link'
import { colourOf } from './colour'

interface Props {
  trend: PreparedTrend
  colours: Map<string, SeriesColour>
  height: number
  highlight: (key: string | undefined) => void
  hrefOf: (key: string, at: string) => string
}

/** Height of one label, and the least that a pointer should have to hit. */
const ROOM = 24

/** Names and newest values where the lines end; on a narrow page, a list below the plot. */
export function EndLabels({ trend, colours, height, highlight, hrefOf }: Props) {
  const { series, others, top, instants } = trend
  const ends = [...series, ...(others ? [others] : [])]
  const wanted = ends.map(({ last }) => height * (1 - (last?.value ?? 0) / top))
  const places = nudge(wanted, ROOM, height)
  return (
    <div className="ends">
      {series.map(({ key, label, last }, i) => (
        <PageLink
          key={key}
          href={hrefOf(key, instants[last?.index ?? 0] ?? '')}
          className="quiet"
          style={styleOf(places[i], colourOf(colours.get(key)))}
          onMouseEnter={() => highlight(key)}
          onMouseLeave={() => highlight(undefined)}
          onFocus={() => highlight(key)}
          onBlur={() => highlight(undefined)}
        >
          <span className="label" title={label}>
            {label}
          </span>
          <b>{count(last?.value ?? 0)}</b>
          {last && last.index < instants.length - 1 && (
            <span className="faint">{shortDay(insideEnd(instants[last.index] ?? ''))}</span>
          )}
        </PageLink>
      ))}
      {others && (
        <span className="end" style={styleOf(places.at(-1), 'var(--others)')}>
          {others.label}
          {others.last && <span className="faint">up to {count(others.last.value)}</span>}
        </span>
      )}
    </div>
  )
}

const styleOf = (y: number | undefined, colour: string): CSSProperties =>
  ({ '--y': `${y ?? 0}px`, '--key': colour }) as CSSProperties
