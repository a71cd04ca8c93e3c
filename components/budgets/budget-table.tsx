import { Scrolls } from '@/components/ui/scrolls'
import type { BudgetState } from '@/lib/budgets/types'
import { findingsHref } from '@/lib/client/urls'
import { countedWords } from '@/lib/format/budget'
import { day } from '@/lib/format/date'
import { count } from '@/lib/format/number'
import { insideEnd } from '@/lib/format/week'
import { PageLink } from '../ui/text-link'

interface Props {
  id: string
  state: BudgetState
  caption: string
}

/** The same weeks in words, newest first: number, limit, kept or over it. */
export function BudgetTable({ id, state, caption }: Props) {
  const { points, counted, version } = state
  return (
    <details className="as-table" id={id}>
      <summary>View as table</summary>
      <Scrolls label={caption} className="panel">
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">Week to</th>
              <th scope="col" className="n">
                {countedWords(version.rule).many}
              </th>
              <th scope="col" className="n">
                Limit
              </th>
              <th scope="col">Budget</th>
            </tr>
          </thead>
          <tbody>
            {points.toReversed().map(({ at, value, limit, breached, running }) => (
              <tr key={at}>
                <th scope="row" className="tight">
                  {running ? `${day(at)}, so far` : day(insideEnd(at))}
                </th>
                <td className="n">
                  {value === null ? (
                    <span className="faint">no scan</span>
                  ) : (
                    <PageLink href={findingsHref({ ...counted, at })}>{count(value)}</PageLink>
                  )}
                </td>
                <td className="n">{limit === null ? '–' : count(limit)}</td>
                <td>
                  {breached && <span className="worse">▲ over by {overBy(value, limit)}</span>}
                  {!breached && limit !== null && value !== null && '✓ kept'}
                  {limit === null && <span className="faint">none</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
    </details>
  )
}

const overBy = (value: number | null, limit: number | null): string =>
  count((value ?? 0) - (limit ?? 0))
