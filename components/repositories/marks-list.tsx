import { scanHref } from '@/lib/client/scans'
import { instant } from '@/lib/format/date'
import { plural } from '@/lib/format/number'
import { visible } from '@/lib/format/visible'
import type { Mark } from '@/lib/repositories/types'
import { PageLink } from '../ui/text-link'

/** The marks of the chart as a list that can be reached by keyboard. */
export function MarksList({ marks }: { marks: readonly Mark[] }) {
  if (marks.length === 0) return null
  return (
    <details className="as-table">
      <summary>{plural(marks.length, 'scan')} marked below the axis</summary>
      <ol className="panel rows dense">
        {marks.toReversed().map(({ at, kind, label, scan }) => (
          <li key={`${at} ${kind} ${scan}`}>
            <time dateTime={at} className="muted">
              {instant(at)}
            </time>{' '}
            {scan ? <PageLink href={scanHref(scan)}>{visible(label)}</PageLink> : visible(label)}
          </li>
        ))}
      </ol>
    </details>
  )
}
