import { groupHref } from '@/lib/client/groups'
import { day } from '@/lib/format/date'
import { eventCount } from '@/lib/format/event'
import { measureWords } from '@/lib/format/measure'
import { count } from '@/lib/format/number'
import { visible } from '@/lib/format/visible'
import type { WeeklyReview } from '@/lib/review/types'
import { Sentence } from '../ui/sentence'
import { TextLink } from '../ui/text-link'

/** Who improved most; and what happened beside the code. */
export function CreditAndEvents({ review }: { review: WeeklyReview }) {
  const { credit, events } = review
  const beside = events.filter(({ kind }) => kind !== 'release')
  const releases = events.length - beside.length
  return (
    <>
      {credit.length > 0 && (
        <section className="section" aria-labelledby="credit">
          <div className="section-head">
            <h2 id="credit">Improved most</h2>
          </div>
          <ul className="panel movers">
            {credit.map(({ measure, by, key, label, change, why }) => (
              <li key={`${measure} ${by} ${key}`}>
                <TextLink href={groupHref(by, key)}>{label}</TextLink>
                <span className="better">
                  ▼ {count(-change)} fewer{' '}
                  {change === -1 ? measureWords[measure].one : measureWords[measure].many}
                </span>
                <p className="why">
                  <Sentence parts={why} />
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {events.length > 0 && (
        <section className="section" aria-labelledby="events">
          <div className="section-head">
            <h2 id="events">Beside the code</h2>
            <p>
              What happened in the twelve weeks to this one that is no drift and may explain a step.
            </p>
          </div>
          <ul className="quiet-list">
            {beside.map(({ at, kind, text }) => (
              <li key={`${at} ${kind} ${text}`}>
                <span className="muted">{day(at)}</span> {visible(text)}
              </li>
            ))}
            {releases > 0 && <li>{eventCount('release', releases)}, marked on the chart</li>}
          </ul>
        </section>
      )}
    </>
  )
}
