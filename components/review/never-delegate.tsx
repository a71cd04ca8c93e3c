import { Columns } from '@/components/ui/columns'
import { type PanelLists, panelLists } from '@/lib/client/panel-lists'
import { findingsHref, type ReviewView } from '@/lib/client/urls'
import type { FindingQuery } from '@/lib/findings/types'
import { decisionKinds } from '@/lib/format/measure'
import { count } from '@/lib/format/number'
import type { PanelCount, WeeklyReview } from '@/lib/review/types'
import { PageLink } from '../ui/text-link'

/** The seven kinds nobody should leave to an assistant: what came this week, and what stands. */
export function NeverDelegate({ view, review }: { view: ReviewView; review: WeeklyReview }) {
  const { at, since } = review.week
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
        <table className="never stacks">
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
            {review.panel.map((row) => {
              const { decisionKind, introduced, stock } = row
              const lists = panelLists(row, { ...view.filter, at }, since)
              return (
                <tr key={decisionKind}>
                  <th scope="row">
                    <PageLink
                      className="quiet"
                      href={findingsHref({ ...view.filter, kind: 'decision', decisionKind, at })}
                    >
                      {decisionKinds[decisionKind] ?? decisionKind}
                    </PageLink>
                  </th>
                  <Counts of="New" counts={introduced} lists={lists.introduced} />
                  <Counts of="Standing" counts={stock} lists={lists.stock} />
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** Unowned, owned, AI-assisted; each leads to its list. */
function Counts({ of, counts, lists }: { of: string; counts: PanelCount; lists: PanelLists }) {
  const { unowned, owned, assisted, unknown } = counts
  const all = assisted + unknown
  return (
    <>
      <Cell label={`${of}, unowned`} list={unowned > 0 ? lists.unowned : undefined}>
        {count(unowned)}
      </Cell>
      <Cell label={`${of}, owned`}>{count(owned)}</Cell>
      <Cell label="AI-assisted" list={assisted > 0 ? lists.assisted : undefined}>
        {all === 0 ? '–' : `${count(assisted)} of ${count(all)}`}
      </Cell>
    </>
  )
}

interface CellProps {
  /** The column's name, where the table is narrow. */
  label: string
  list?: Partial<FindingQuery>
  children: string
}

function Cell({ label, list, children }: CellProps) {
  return (
    <td className="n" data-label={label}>
      {list ? <PageLink href={findingsHref(list)}>{children}</PageLink> : children}
    </td>
  )
}
