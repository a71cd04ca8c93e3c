import { day } from '@/lib/format/date'
import { standingWords } from '@/lib/format/ownership'
import { visible } from '@/lib/format/visible'
import type { HistoryRow } from '@/lib/ownership/types'

/** Who owned it when, oldest first. */
export function StandingHistory({ history }: { history: HistoryRow[] }) {
  if (history.length === 0) return null
  return (
    <details className="candidates" open={history.length > 1}>
      <summary>Over time</summary>
      <ol className="timeline">
        {history.map((row) => (
          <li
            key={`${row.from} ${row.act ?? ''} ${row.status}`}
            className={row.status === 'owned' || row.status === 'ratified' ? 'closed' : 'open'}
          >
            <time dateTime={row.from}>
              {day(row.from)}
              {row.to && ` – ${day(row.to)}`}
            </time>
            <div className={row.undone ? 'faint' : undefined}>
              {visible(standingWords(row))}
              {row.undone && ' (undone)'}
              {row.by && <span className="muted">, said {visible(row.by.name)}</span>}
              {row.source === 'comment' && (
                <span className="muted">, by a comment in the code</span>
              )}
              {row.source === 'document' && <span className="muted">, by a decision document</span>}
            </div>
            {row.reason && <div className="muted isolate">“{visible(row.reason)}”</div>}
          </li>
        ))}
      </ol>
    </details>
  )
}
