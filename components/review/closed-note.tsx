import { instant } from '@/lib/format/date'
import { measureWords } from '@/lib/format/measure'
import { count } from '@/lib/format/number'
import type { Restated, WeeklyReview } from '@/lib/review/types'

interface Props {
  closed: NonNullable<WeeklyReview['closed']>
  restated: Restated[]
}

/** That this page never changes, and what has been learned since. */
export function ClosedNote({ closed, restated }: Props) {
  return (
    <div className="note">
      <p>
        Closed {instant(closed.at)} by {closed.by}. Numbers, lists, notes and actions stay as they
        were; the lists that links open are of today.
      </p>
      {restated.length > 0 && (
        <ul>
          {restated.map(({ measure, value, appeared, gone }) => (
            <li key={measure}>
              <b>Restated since</b>, {measureWords[measure].many}: {pair(value)}, new{' '}
              {pair(appeared)}, gone {pair(gone)}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function pair([then, now]: readonly [number | null, number | null]): string {
  const said = (value: number | null) => (value === null ? 'not known' : count(value))
  return then === now ? said(now) : `${said(then)} as closed, ${said(now)} now`
}
