import type { ReviewView } from '@/lib/client/urls'
import { reviewHref } from '@/lib/client/urls'
import { dayRange, instant } from '@/lib/format/date'
import { insideEnd, insideStart, weekNumber, weekShort } from '@/lib/format/week'
import type { Review } from '@/lib/review/types'
import { PageLink } from '../ui/text-link'
import { ViewFilters } from './view-filters'
import { WeekChoice } from './week-choice'

/** Which week, and the way to its neighbours. */
export function WeekHeader({ view, review }: { view: ReviewView; review: Review }) {
  const { week } = review
  return (
    <header className="page-head">
      <h1>Week {weekNumber(week.id)}</h1>
      <p className="muted">
        {dayRange(insideStart(week.from), insideEnd(week.to))}
        {week.running && ` · still running, as of ${instant(week.at)}`}
      </p>
      <nav className="weeks tools" aria-label="Weeks">
        <PageLink className="button" href={reviewHref(view, { week: week.previous })}>
          <span aria-hidden="true">‹</span> {weekShort(week.previous)}
          <span className="hidden-visually">, the week before</span>
        </PageLink>
        {week.next && (
          <PageLink className="button" href={reviewHref(view, { week: week.next })}>
            {weekShort(week.next)} <span aria-hidden="true">›</span>
            <span className="hidden-visually">, the week after</span>
          </PageLink>
        )}
        {view.week && week.next && (
          <PageLink className="button" href={reviewHref(view, { week: undefined })}>
            Newest
          </PageLink>
        )}
        <WeekChoice view={view} week={week.id} />
      </nav>
      <ViewFilters view={view} review={review} />
    </header>
  )
}
