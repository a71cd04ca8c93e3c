import type { LifeRow, LifeTurn } from '@/lib/findings/types'
import { day } from '@/lib/format/date'
import { type LifeEvent, lifeEvents } from '@/lib/format/life'
import { visible } from '@/lib/format/visible'
import { CodeChange } from './code-change'
import { IntroducedBy } from './introduced-by'
import { Place } from './place'

interface Props {
  life: LifeRow[]
  turns: LifeTurn[]
}

/** When it came, moved, got an owner, went and came back, and how it was known to be the same. */
export function LifeStory({ life, turns }: Props) {
  const events = lifeEvents(life, turns)
  if (events.length === 0) return null
  return (
    <section aria-labelledby="life">
      <h2 id="life">Its life</h2>
      <ol className="timeline">
        {events.map((event, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is never reordered
          <li key={`${event.at} ${i}`} className={event.tone}>
            <time dateTime={event.at}>{day(event.at)}</time>
            <EventBody event={event} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function EventBody({ event }: { event: LifeEvent }) {
  const { title, row, before, known, reason, undone, tone } = event
  return (
    <>
      <div className={undone ? 'faint isolate' : 'strong isolate'}>
        {visible(title)}
        {undone && ' (taken back)'}
      </div>
      {reason && <div className="muted isolate">“{visible(reason)}”</div>}
      {row && (
        <div className="muted">
          {before && (
            <>
              <Place path={before.path} line={before.line} symbol={before.symbol} />
              {' → '}
            </>
          )}
          <Place path={row.path} line={row.line} symbol={row.symbol} />
        </div>
      )}
      {known && <div className="faint">{visible(known)}</div>}
      {row && before && <CodeChange before={before} after={row} />}
      {row?.introducedBy && tone === 'open' && (
        <div className="muted">
          <IntroducedBy commit={row.introducedBy} />
        </div>
      )}
    </>
  )
}
