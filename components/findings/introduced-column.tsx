import { findingsHref } from '@/lib/client/urls'
import type { FindingQuery, FindingRow } from '@/lib/findings/types'
import { age, day } from '@/lib/format/date'
import { visible } from '@/lib/format/visible'
import { PageLink } from '../ui/text-link'

interface Props {
  finding: FindingRow
  at: string
  query: FindingQuery | undefined
}

/** When and by whom a finding was introduced; the author leads to what else is theirs. */
export function IntroducedColumn({ finding, at, query }: Props) {
  const { since, introducedBy } = finding
  const { author, at: made } = introducedBy ?? {}
  const list = { ...(query ?? { at }), limit: undefined, cursor: undefined }
  return (
    <div className="side-note introduced">
      <div>
        <span className="faint">introduced</span> {day(made ?? since)}
      </div>
      {author && (
        <div>
          <span className="faint">by</span>{' '}
          <PageLink href={findingsHref({ ...list, author })} className="isolate">
            {visible(author)}
          </PageLink>
        </div>
      )}
      <div className="faint">there for {age(since, at)}</div>
    </div>
  )
}
