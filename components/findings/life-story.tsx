import type { LifeRow } from '@/lib/findings/types'
import { day } from '@/lib/format/date'
import { lifeEvents } from '@/lib/format/life'
import { visible } from '@/lib/format/visible'
import { IntroducedBy } from './introduced-by'
import { Place } from './place'

/** When it came, moved, went and came back, and how it was known to be the same. */
export function LifeStory({ life }: { life: LifeRow[] }) {
  const events = lifeEvents(life)
  if (events.length === 0) return null
  return (
    <section aria-labelledby="life">
      <h2 id="life">Its life</h2>
      <ol className="timeline">
        {events.map((event) => (
          <li key={`${event.at} ${event.title}`} className={event.tone}>
            <time dateTime={event.at}>{day(event.at)}</time>
            <div className="strong">{event.title}</div>
            {event.row && (
              <div className="muted">
                <Place path={event.row.path} line={event.row.line} symbol={event.row.symbol} />
              </div>
            )}
            {event.known && <div className="faint">{visible(event.known)}</div>}
            {event.row?.introducedBy && event.tone === 'open' && (
              <div className="muted">
                <IntroducedBy commit={event.row.introducedBy} />
              </div>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
