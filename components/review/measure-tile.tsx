import { findingsHref, type ReviewView } from '@/lib/client/urls'
import { besidesOf } from '@/lib/format/drift'
import { measureWords } from '@/lib/format/measure'
import { count, signed } from '@/lib/format/number'
import type { Review, ReviewMeasure } from '@/lib/review/types'
import { Sparkline } from '../charts/sparkline'
import { ChangeWords } from '../ui/change-words'
import { PageLink, TextLink } from '../ui/text-link'

interface Props {
  measure: ReviewMeasure
  view: ReviewView
  review: Review
}

/** One measure this week: its number, its change in words, twelve weeks, what it consists of. */
export function MeasureTile({ measure: m, view, review }: Props) {
  const { at, since } = review.week
  const words = measureWords[m.measure]
  const own = m.causes.drift
  const list = { ...view.filter, measure: m.measure, at }
  return (
    <section className="tile" aria-labelledby={`tile-${m.measure}`}>
      <h2 id={`tile-${m.measure}`}>{words.title}</h2>
      {m.value === null ? (
        <span className="value faint">no scan</span>
      ) : (
        <PageLink className="value" href={findingsHref(list)}>
          {count(m.value)}
        </PageLink>
      )}
      <p>
        <ChangeWords
          change={m.change === null ? null : own.appeared - own.gone}
          basis="than last week"
        />
        {own.appeared + own.gone > 0 && ': '}
        {own.appeared > 0 && (
          <TextLink href={findingsHref({ ...list, since, change: 'appeared', cause: 'drift' })}>
            {signed(own.appeared)} new
          </TextLink>
        )}
        {own.appeared > 0 && own.gone > 0 && ', '}
        {own.gone > 0 && (
          <TextLink href={findingsHref({ ...list, since, change: 'gone', cause: 'drift' })}>
            {signed(-own.gone)} gone
          </TextLink>
        )}
      </p>
      {besidesOf(m.causes).map(({ words, change, cause }) => (
        <p key={words} className="muted">
          <TextLink href={findingsHref({ ...list, since, change, cause })}>{words}</TextLink>
        </p>
      ))}
      {m.note && <p>{m.note}</p>}
      <div className="spark-row">
        <Sparkline
          points={m.spark}
          label={`${words.title}, twelve weeks`}
          width={300}
          height={40}
        />
      </div>
    </section>
  )
}
