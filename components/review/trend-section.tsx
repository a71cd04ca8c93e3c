'use client'

import { useQuery } from '@tanstack/react-query'
import { eventsQuery } from '@/lib/client/events'
import { choicesOf } from '@/lib/client/groups'
import { WEEKS } from '@/lib/client/params'
import { PENDING_MS, trendsQuery } from '@/lib/client/queries'
import {
  findingsHref,
  type ReviewView,
  reviewHref,
  trendsRequest,
  weekHref,
  withGroup,
} from '@/lib/client/urls'
import { groupingWords, measureWords } from '@/lib/format/measure'
import type { Review } from '@/lib/review/types'
import { GROUPINGS, MEASURES, type Trends } from '@/lib/trends/types'
import type { ChartMark } from '../charts/scan-marks'
import { TrendFigure } from '../charts/trend-figure'
import { Segmented } from '../ui/segmented'

interface Props {
  view: ReviewView
  review: Review
  marks?: readonly ChartMark[]
}

/** The weeks of one measure, split one way; both stand in the URL. */
export function TrendSection({ view, review, marks }: Props) {
  const { measure, by, filter } = view
  const { data } = useQuery({
    ...trendsQuery(trendsRequest(view, review.week)),
    refetchInterval: review.coverage.pending > 0 ? PENDING_MS : false,
  })
  const { data: events } = useQuery(eventsQuery(trendsRequest(view, review.week)))
  const title = `${measureWords[measure].title} by ${groupingWords[by].one}`
  return (
    <section className="section" aria-labelledby="trend">
      <div className="section-head">
        <h2 id="trend">{title}</h2>
        <p>
          {measureWords[measure].definition} As of the end of each week, the running week dotted.
        </p>
        <ViewSwitches view={view} />
      </div>
      {data && (
        <TrendFigure
          trends={data}
          title={title}
          keys={keysOf(review, data)}
          marks={marks}
          events={events}
          weekHref={(week) => weekHref(week, filter, measure)}
          hrefOf={(key, at) =>
            findingsHref({ ...(key ? withGroup(filter, by, key) : filter), measure, at })
          }
        />
      )}
    </section>
  )
}

/** Colours are given over all that is known, so that they are the same on every page. */
function keysOf(review: Review, { by, series }: Trends): string[] {
  const shown = series.map((s) => s.key)
  return by === 'rule' ? shown : [...choicesOf(review, by).map((c) => c.id), ...shown]
}

function ViewSwitches({ view }: { view: ReviewView }) {
  const groupings = GROUPINGS.filter((by) => by !== view.own)
  return (
    <div className="controls">
      <Segmented
        label="Measure"
        choices={MEASURES.map((measure) => ({
          label: measureWords[measure].title,
          href: reviewHref(view, { measure }),
          current: measure === view.measure,
        }))}
      />
      <Segmented
        label="Split by"
        choices={groupings.map((by) => ({
          label: `By ${groupingWords[by].one}`,
          href: reviewHref(view, { by }),
          current: by === view.by,
        }))}
      />
      <Segmented
        label="Range"
        choices={WEEKS.map((weeks) => ({
          label: `${weeks} weeks`,
          href: reviewHref(view, { weeks }),
          current: weeks === view.weeks,
        }))}
      />
    </div>
  )
}
