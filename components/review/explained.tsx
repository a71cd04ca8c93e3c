import { Columns } from '@/components/ui/columns'
import { findingsHref, type ReviewView } from '@/lib/client/urls'
import { measureWords } from '@/lib/format/measure'
import { count, signed } from '@/lib/format/number'
import { partWords } from '@/lib/format/part'
import { weekShort } from '@/lib/format/week'
import type { Explained, WeeklyReview } from '@/lib/review/types'
import { Delta } from '../ui/delta'
import { PageLink } from '../ui/text-link'
import { WaterfallChart } from './waterfall'

/** Every change of the week, split so that the parts add up; every part is a list. */
export function ExplainedChanges({ view, review }: { view: ReviewView; review: WeeklyReview }) {
  const changed = review.explained.filter(({ parts }) => parts.length > 0)
  const still = review.explained.filter(({ parts }) => parts.length === 0)
  if (review.explained.length === 0) return null
  return (
    <section className="section" aria-labelledby="explained">
      <div className="section-head">
        <h2 id="explained">What changed, explained</h2>
        <p>Every bar is a list. The parts add up.</p>
      </div>
      <div className="explained-grid">
        {changed.map((explained) => (
          <OneChange key={explained.measure} explained={explained} view={view} review={review} />
        ))}
      </div>
      {still.length > 0 && (
        <p className="muted">
          No change at all in{' '}
          {still
            .map(({ measure, to }) => `${measureWords[measure].title.toLowerCase()} (${count(to)})`)
            .join(', ')}
          .
        </p>
      )}
    </section>
  )
}

interface Props {
  explained: Explained
  view: ReviewView
  review: WeeklyReview
}

function OneChange({ explained, view, review }: Props) {
  const { measure, from, to, parts } = explained
  const { week } = review
  const list = { ...view.filter, measure, at: week.at, since: week.since }
  const title = measureWords[measure].title
  const net = to - from
  const heading = net === 0 ? `stayed at ${count(to)}` : `${count(from)} became ${count(to)}`
  return (
    <figure className="panel explained" aria-labelledby={`explained-${measure}`}>
      <figcaption id={`explained-${measure}`}>
        <b>{title}</b>: {heading}
      </figcaption>
      <WaterfallChart
        explained={explained}
        list={list}
        label={`${title}: ${heading}`}
        weeks={[weekShort(week.previous), weekShort(week.id)]}
      />
      <details className="as-table">
        <summary>As table</summary>
        <table>
          <caption className="hidden-visually">
            {title}, {heading}, part by part
          </caption>
          <Columns of={['Part', { number: 'Findings' }, { number: 'Change' }]} />
          <tbody>
            <Total label={`End of ${weekShort(week.previous)}`} value={from} />
            {parts.map(({ part, findings, change }) => (
              <tr key={part}>
                <th scope="row">
                  {partWords[part].title} <span className="faint">{partWords[part].by}</span>
                </th>
                <td className="n">
                  <PageLink href={findingsHref({ ...list, part })}>{count(findings)}</PageLink>
                </td>
                <td className="n">
                  <Delta change={change} />
                </td>
              </tr>
            ))}
            <Total label={`End of ${weekShort(week.id)}, ${signed(net)} in all`} value={to} />
          </tbody>
        </table>
      </details>
    </figure>
  )
}

function Total({ label, value }: { label: string; value: number }) {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td className="n">{count(value)}</td>
      <td />
    </tr>
  )
}
