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

/**
 * When and by whom a finding was introduced, where a commit is known for it; else when it was first
 * seen, which may be long after. The author leads to what else is theirs.
 */
export function IntroducedColumn({ finding, at, query }: Props) {
  const { since, introducedBy } = finding
  const { author, at: made } = introducedBy ?? {}
  const back = made !== undefined && Date.parse(made) > Date.parse(since)
  const list = { ...(query ?? { at }), limit: undefined, cursor: undefined }
  return (
    <div className="side-note introduced">
      <div>
        <span className="faint">
          {made ? (back ? 'brought back' : 'introduced') : 'first seen'}
        </span>{' '}
        {day(made ?? since)}
      </div>
      {author && (
        <div>
          <span className="faint">by</span>{' '}
          <PageLink href={findingsHref({ ...list, author })} className="isolate">
            {visible(author)}
          </PageLink>
        </div>
      )}
      <div className="faint">{back ? `first seen ${day(since)}` : thereFor(finding, at)}</div>
    </div>
  )
}

function thereFor({ since, introducedBy }: FindingRow, at: string): string {
  const made = introducedBy?.at
  const old = age(made ?? since, at)
  if (old === 'today') return 'there since today'
  return `there for ${made ? '' : 'at least '}${old}`
}
