import { Columns } from '@/components/ui/columns'
import { findingsHref, type ReviewView } from '@/lib/client/urls'
import { decisionKinds } from '@/lib/format/measure'
import { count } from '@/lib/format/number'
import type { PanelCount, WeeklyReview } from '@/lib/review/types'
import { PageLink } from '../ui/text-link'

/** The seven kinds nobody should leave to an assistant: what came this week, and what stands. */
export function NeverDelegate({ view, review }: { view: ReviewView; review: WeeklyReview }) {
  if (review.panel.every(({ stock }) => stock.owned + stock.unowned === 0)) return null
  return (
    <section className="section" aria-labelledby="never">
      <div className="section-head">
        <h2 id="never">Never delegate</h2>
        <p>
          Decisions somebody must answer for. “AI-assisted” is what commits say of themselves: a
          lower bound; a commit that says nothing is not human for that.
        </p>
      </div>
      <div className="panel scroll">
        <table className="never">
          <Columns
            of={[
              'Kind',
              { number: 'New, unowned' },
              { number: 'New, owned' },
              { number: 'AI-assisted' },
              { number: 'Standing, unowned' },
              { number: 'Standing, owned' },
              { number: 'AI-assisted' },
            ]}
          />
          <tbody>
            {review.panel.map(({ decisionKind, introduced, stock }) => (
              <tr key={decisionKind}>
                <th scope="row">{decisionKinds[decisionKind] ?? decisionKind}</th>
                <td className="n">{count(introduced.unowned)}</td>
                <td className="n">{count(introduced.owned)}</td>
                <td className="n">{assisted(introduced)}</td>
                <td className="n">
                  <PageLink
                    href={findingsHref({
                      ...view.filter,
                      decisionKind,
                      measure: 'unowned-decisions',
                      at: review.week.at,
                    })}
                  >
                    {count(stock.unowned)}
                  </PageLink>
                </td>
                <td className="n">{count(stock.owned)}</td>
                <td className="n">{assisted(stock)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** `3 of 9`; nothing to tell where there is none. */
function assisted({ assisted: n, unknown }: PanelCount): string {
  return n + unknown === 0 ? '–' : `${count(n)} of ${count(n + unknown)}`
}
