'use client'

import { useState } from 'react'
import { type Axis, type MarkCluster, prepareMarks } from '@/lib/charts/prepare-marks'
import type { EventMark } from '@/lib/events/types'
import { day, dayRange } from '@/lib/format/date'
import { eventWords } from '@/lib/format/event'
import { plural } from '@/lib/format/number'
import { visible } from '@/lib/format/visible'

interface Props {
  events: readonly EventMark[]
  axis: Axis
}

/** Marks beside each other that have room at each width; CSS shows one row of them. */
const ROWS = [
  { name: 'wide', slots: 26 },
  { name: 'medium', slots: 16 },
  { name: 'narrow', slots: 10 },
] as const

/** Signs that have room within a mark. */
const SIGNS = 2

/** Lines named of one mark; the list below the chart has all. */
const NAMED = 6

/** What happened beside the code, above the plot: each mark a button that says what. */
export function EventMarks({ events, axis }: Props) {
  return ROWS.map(({ name, slots }) => (
    <ul key={name} className={`event-marks ${name}`} aria-label="Events in these weeks">
      {prepareMarks(events, axis, slots).map((cluster) => (
        <Mark key={`${cluster.events[0]?.at} ${cluster.events[0]?.text}`} cluster={cluster} />
      ))}
    </ul>
  ))
}

function Mark({ cluster }: { cluster: MarkCluster }) {
  const { share, events, kinds } = cluster
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  const signs = kinds.slice(0, SIGNS).map((kind) => eventWords[kind].sign)
  const when = whenOf(events)
  const lines = events.slice(0, NAMED).map(({ text }) => visible(text))
  if (events.length > NAMED) lines.push(`and ${events.length - NAMED} more, listed below`)
  return (
    <li
      className={kinds.every((kind) => kind === 'release') ? 'event-mark release' : 'event-mark'}
      style={{ left: `${100 * share}%` }}
      onMouseEnter={() => setOpen(true)}
      onMouseLeave={close}
    >
      <button
        type="button"
        aria-label={`${when}: ${lines.join('; ')}`}
        onFocus={() => setOpen(true)}
        onBlur={close}
        onClick={() => setOpen(true)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') close()
        }}
      >
        <span aria-hidden="true">
          {signs}
          {events.length > 1 && events.length}
        </span>
      </button>
      {open && (
        <div
          className={share > 0.5 ? 'tooltip event-words left' : 'tooltip event-words'}
          aria-hidden="true"
        >
          <p>
            {when}
            {events.length > 1 && `: ${plural(events.length, 'event')}`}
          </p>
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      )}
    </li>
  )
}

function whenOf(events: readonly EventMark[]): string {
  const [first, last] = [events[0]?.at ?? '', events.at(-1)?.at ?? '']
  return day(first) === day(last) ? day(first) : dayRange(first, last)
}
