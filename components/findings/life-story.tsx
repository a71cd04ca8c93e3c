import type { LifeRow, LifeTurn } from '@/lib/findings/types'
import { betweenUrl } from '@/lib/format/code-host'
import { day } from '@/lib/format/date'
import { type LifeEvent, lifeEvents } from '@/lib/format/life'
import { visible } from '@/lib/format/visible'
import { CodeChange } from './code-change'
import { IntroducedBy } from './introduced-by'
import { Place } from './place'

interface Props {
  life: LifeRow[]
  turns: LifeTurn[]
  /** URL of the repository. */
  url: string | undefined
}

/** When it came, moved, got an owner, went and came back, and how it was known to be the same. */
export function LifeStory({ life, turns, url }: Props) {
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
            <EventBody event={event} url={url} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function EventBody({ event, url }: { event: LifeEvent; url: string | undefined }) {
  const { title, row, before, known, reason, between, undone, by } = event
  return (
    <>
      <div className={undone ? 'faint isolate' : 'strong isolate'}>
        {visible(title)}
        {undone && ' (taken back)'}
      </div>
      {between && <Between {...between} url={url} />}
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
      {by && (
        <div className="muted">
          <IntroducedBy commit={by} />
        </div>
      )}
    </>
  )
}

type BetweenProps = NonNullable<LifeEvent['between']> & { url: string | undefined }

/** No scan looks at each commit: which one it was, git says. */
function Between({ seen, gone, command, url }: BetweenProps) {
  const href = betweenUrl(url, seen, gone)
  const commits = `${seen.slice(0, 10)} and ${gone.slice(0, 10)}`
  return (
    <div className="muted">
      between{' '}
      {href ? (
        <a className="quiet mono" href={href} rel="noreferrer noopener">
          {commits}
        </a>
      ) : (
        <span className="mono">{commits}</span>
      )}
      : <code className="isolate">{command}</code>
    </div>
  )
}
