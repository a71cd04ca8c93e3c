import Form from 'next/form'
import { filterValues, type ReviewView } from '@/lib/client/urls'

/** Any day leads to the review of its week; what the page is narrowed to stays. */
export function WeekChoice({ view, week }: { view: ReviewView; week: string }) {
  const { measure, by, weeks, filter } = view
  const kept = { measure, by, weeks, ...filterValues(filter) }
  return (
    <Form className="filters compact days" action="/review" prefetch={false} key={week}>
      {Object.entries(kept).map(([name, value]) =>
        value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      <label>
        <span>Week of</span>
        <input type="date" name="day" className="field" min="1970-01-01" required />
      </label>
      <button type="submit" className="button">
        Show
      </button>
    </Form>
  )
}
