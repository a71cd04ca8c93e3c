import { count, signed } from '@/lib/format/number'
import { weekShort } from '@/lib/format/week'
import type { WeeklyReview } from '@/lib/review/types'

/** New, gone, net and past due, over all three measures, each with basis and polarity in words. */
export function BigNumbers({ review }: { review: WeeklyReview }) {
  const { totals, week } = review
  const basis = `since the end of ${weekShort(week.previous)}`
  const known = review.explained.length > 0
  const drift = totals.net - totals.stock
  const stock =
    totals.stock === 0
      ? ''
      : `, ${signed(totals.stock)} of it only looked at for the first or last time`
  return (
    <dl className="panel big-numbers">
      <Big title="New" value={known ? signed(totals.appeared) : '–'}>
        {totals.appeared > 0 ? '▲ worse' : '– none'} {basis}
      </Big>
      <Big title="Gone" value={known ? signed(-totals.gone) : '–'}>
        {totals.gone > 0 ? '▼ better' : '– none'} {basis}
      </Big>
      <Big title="Net" value={known ? signed(totals.net) : '–'}>
        {drift > 0 ? '▲ worse' : drift < 0 ? '▼ better' : '– no drift'} {basis}
        {stock}
      </Big>
      <Big title="Open past due" value={count(totals.pastDue)}>
        {totals.pastDue > 0 ? '▲ actions past their date' : '– no action is past its date'}
      </Big>
    </dl>
  )
}

function Big({
  title,
  value,
  children,
}: {
  title: string
  value: string
  children: React.ReactNode
}) {
  return (
    <div>
      <dt>{title}</dt>
      <dd className="value">{value}</dd>
      <dd className="muted small">{children}</dd>
    </div>
  )
}
