import { findingHref } from '@/lib/client/urls'
import { count, plural } from '@/lib/format/number'
import { visible } from '@/lib/format/visible'
import type { ScanDetail } from '@/lib/scans/types'
import { Place } from '../findings/place'
import { Message } from '../ui/message'
import { PageLink } from '../ui/text-link'

const REASONS: Record<string, string> = {
  'first-scan': 'there at the first scan',
  'rule-added': 'its rule is new',
  reopened: 'came back',
  'rule-removed': 'its rule was removed',
}

interface Props {
  id: string
  title: string
  changes: ScanDetail['gone']
  at: string
}

/** Findings that this scan began or ended, against the one before it. */
export function ChangesSection({ id, title, changes, at }: Props) {
  const { rows, total } = changes
  return (
    <section className="section" aria-labelledby={id}>
      <div className="section-head">
        <h2 id={id}>
          {total === 0 ? `Nothing ${title}` : `${plural(total, 'finding')} ${title}`} at this scan
        </h2>
        {rows.length < total && (
          <p>
            The first {count(rows.length)} of {count(total)}, by path.
          </p>
        )}
      </div>
      {rows.length > 0 && (
        <ul className="panel rows">
          {rows.map(({ finding, message, path, line, rule, reason }) => (
            <li key={finding}>
              <PageLink href={findingHref(finding, at)} className="isolate">
                <Message text={message} />
              </PageLink>
              <div className="muted">
                <Place path={path} line={line} /> · {visible(rule)}
                {REASONS[reason] && ` · ${REASONS[reason]}`}
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
