import { choicesOf } from '@/lib/client/groups'
import { findingsHref, type ReviewView, reviewHref, weekHref, withGroup } from '@/lib/client/urls'
import { measureWords } from '@/lib/format/measure'
import { count, plural } from '@/lib/format/number'
import { weeksUpTo } from '@/lib/format/week'
import type { WeeklyReview } from '@/lib/review/types'
import { MEASURES } from '@/lib/trends/types'
import { TrendFigure } from '../charts/trend-figure'
import { FindingList } from '../findings/finding-list'
import { Segmented } from '../ui/segmented'

interface Props {
  view: ReviewView
  review: WeeklyReview
  closed: NonNullable<WeeklyReview['closed']>
}

/** The chart of a closed review, from what it keeps. */
export function ClosedChart({ view, review, closed }: Props) {
  const { measure, filter } = view
  const chart = closed.charts.find((trends) => trends.measure === measure)
  if (!chart) return null
  const title = `${measureWords[measure].title} by service`
  return (
    <section className="section" aria-labelledby="trend">
      <div className="section-head">
        <h2 id="trend">{title}</h2>
        <p>{measureWords[measure].definition} As it was known when the review was closed.</p>
        <div className="controls">
          <Segmented
            label="Measure"
            choices={MEASURES.map((choice) => ({
              label: measureWords[choice].title,
              href: reviewHref(view, { measure: choice }),
              current: choice === measure,
            }))}
          />
        </div>
      </div>
      <TrendFigure
        // Charts of a review end with its week, also where they were kept before they named it.
        trends={{ ...chart, weeks: chart.weeks ?? weeksUpTo(review.week.id, chart.total.length) }}
        title={title}
        keys={[...choicesOf(review, 'service').map((c) => c.id), ...chart.series.map((s) => s.key)]}
        events={closed.events ?? review.events}
        weekHref={(week) => weekHref(week, filter, measure)}
        hrefOf={(key, at) =>
          findingsHref({ ...(key ? withGroup(filter, 'service', key) : filter), measure, at })
        }
      />
    </section>
  )
}

/** The top of the list of a closed review. */
export function ClosedList({ view, review, closed }: Props) {
  const list = closed.lists.find(({ measure }) => measure === view.measure)
  if (!list) return null
  const { total, findings } = list.page
  const words = measureWords[view.measure]
  return (
    <section className="section" aria-labelledby="list">
      <div className="section-head">
        <h2 id="list">
          {plural(total, words.one, words.many)} {list.change ? 'new that week' : 'stood there'}
        </h2>
        {total > findings.length && (
          <p>
            {count(findings.length)} of {count(total)}, as they were when the review was closed.
          </p>
        )}
      </div>
      <FindingList findings={findings} at={review.week.at} />
    </section>
  )
}
