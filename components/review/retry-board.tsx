import { Columns } from '@/components/ui/columns'
import { retryPathHref } from '@/lib/client/retry'
import { count, signed } from '@/lib/format/number'
import { layerKind, timesShort } from '@/lib/format/retry'
import { visible } from '@/lib/format/visible'
import type { BoardRow, WeeklyReview } from '@/lib/review/types'
import { Message } from '../ui/message'
import { PageLink } from '../ui/text-link'

/** Rows that fit on two printed pages, as the style sheet has it. */
const PRINTED = 5

/** The worst retry paths, new or worsened ones first, with their arithmetic. */
export function RetryBoard({ review }: { review: WeeklyReview }) {
  if (review.board.length === 0) return null
  return (
    <section className="section" aria-labelledby="board">
      <div className="section-head">
        <h2 id="board">Retry board</h2>
        <p>Worst case of attempts on one path, new or worsened paths first.</p>
      </div>
      <div className="panel scroll">
        <table className="board stacks">
          <Columns
            of={[
              'Path',
              'Layers and their owners',
              { number: 'Worst case' },
              { number: 'Δ week' },
              'Team',
            ]}
          />
          <tbody>
            {review.board.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  <PageLink href={retryPathHref(row.id, review.week.at)}>
                    <Message text={row.message} />
                  </PageLink>
                  <p className="faint small">
                    {row.service} · <code>{row.path}</code>
                  </p>
                </th>
                <td className="whole">
                  <Layers row={row} />
                </td>
                <td className="n strong" data-label="Worst case">
                  {typeof row.attempts === 'number' ? count(row.attempts) : row.attempts}
                </td>
                <td className="n" data-label="Δ week">
                  {deltaOf(row)}
                </td>
                <td data-label="Team">{row.team ?? <span className="faint">nobody</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {review.board.length > PRINTED && (
        <p className="print-only muted">
          {PRINTED} of {count(review.board.length)}; the others are on the page.
        </p>
      )}
    </section>
  )
}

/** One segment a layer, the outermost first; the product stands beside it as the worst case. */
function Layers({ row: { layers, arithmetic } }: { row: BoardRow }) {
  if (layers.length === 0) return <code>{arithmetic ?? '–'}</code>
  return (
    <>
      <ol className="board-layers">
        {layers.map(({ key, kind, mechanism, attempts, service, owner }) => (
          <li key={key}>
            <b>{timesShort(attempts)}</b> {layerKind(kind)}
            {mechanism && <code>{visible(mechanism)}</code>}
            <span className={owner ? 'chip' : 'chip dashed'}>
              {owner ? visible(owner) : 'nobody'}
            </span>
            {service && <span className="faint">{visible(service)}</span>}
          </li>
        ))}
      </ol>
      {arithmetic && <code className="arithmetic">{arithmetic}</code>}
    </>
  )
}

function deltaOf({ attempts, before }: BoardRow): string {
  if (before === undefined) return 'new'
  if (attempts === before) return '0'
  if (typeof attempts === 'number' && typeof before === 'number') return signed(attempts - before)
  return `was ${before}`
}
