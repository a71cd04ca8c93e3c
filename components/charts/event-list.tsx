import type { EventKind, EventMark } from '@/lib/events/types'
import { day } from '@/lib/format/date'
import { eventCount, eventWords } from '@/lib/format/event'
import { plural } from '@/lib/format/number'
import { visible } from '@/lib/format/visible'
import { PageLink } from '../ui/text-link'

/** The events of a chart with their signs: its legend, and each of them in words, newest first. */
export function EventList({ events }: { events: readonly EventMark[] }) {
  if (events.length === 0) return null
  const kinds = new Map<EventKind, number>()
  for (const { kind } of events) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  return (
    <details className="as-table">
      <summary>
        {plural(events.length, 'event')} marked:{' '}
        {[...kinds].map(([kind, n], i) => (
          <span key={kind}>
            {i > 0 && ', '}
            <span aria-hidden="true">{eventWords[kind].sign} </span>
            {eventCount(kind, n)}
          </span>
        ))}
      </summary>
      <ol className="panel rows dense">
        {events.toReversed().map(({ at, kind, text, href }) => (
          <li key={`${at} ${kind} ${text}`}>
            <span aria-hidden="true">{eventWords[kind].sign}</span>{' '}
            <time dateTime={at} className="muted">
              {day(at)}
            </time>{' '}
            {href ? <PageLink href={href}>{visible(text)}</PageLink> : visible(text)}
          </li>
        ))}
      </ol>
    </details>
  )
}
