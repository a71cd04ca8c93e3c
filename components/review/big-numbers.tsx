import { besidesOf } from '@/lib/format/drift'
import { count, signed } from '@/lib/format/number'
import { weekShort } from '@/lib/format/week'
import type { WeeklyReview } from '@/lib/review/types'

/** New, gone, net and past due, over all three measures, each with basis and polarity in words. */
export function BigNumbers({ review }: { review: WeeklyReview }) {
  const { totals, week } = review
  const basis = `since the end of ${weekShort(week.previous)}`
  const known = review.explained.length > 0
  const { appeared, gone } = totals.causes.drift
  const drift = appeared - gone
  const besides = known ? besidesOf(totals.causes).map(({ words }) => `; ${words}`) : []
  const words = (value: number, worse: string, none: string) =>
    known ? `${value > 0 ? worse : none} ${basis}` : 'not known'
  return (
    <dl className="panel big-numbers">
      <Big title="New" value={known ? signed(appeared) : '–'}>
        {words(appeared, '▲ worse', '– none')}
      </Big>
      <Big title="Gone" value={known ? signed(-gone) : '–'}>
        {words(gone, '▼ better', '– none')}
      </Big>
      <Big title="Net" value={known ? signed(drift) : '–'}>
        {words(drift, '▲ worse', drift < 0 ? '▼ better' : '– no drift')}
        {besides}
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
