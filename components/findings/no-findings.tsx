import { narrowedBy } from '@/lib/client/narrowed'
import { findingsHref } from '@/lib/client/urls'
import type { FindingQuery } from '@/lib/findings/types'
import { EmptyStateSmall } from '../ui/empty-state-small'
import { TextLink } from '../ui/text-link'

/** An empty list: filtered away, or truly nothing. */
export function NoFindings({ query }: { query: FindingQuery }) {
  const { measure, at, since, change, cause, part } = query
  const narrowed = Boolean(query.q) || narrowedBy(query, []).length > 0
  return (
    <EmptyStateSmall
      title={narrowed ? 'Nothing within these filters' : 'Nothing found, which is good news'}
    >
      {narrowed ? (
        <p>
          <TextLink href={findingsHref({ measure, at, since, change, cause, part })}>
            Clear the filters
          </TextLink>{' '}
          to see everything of that time.
        </p>
      ) : (
        <p>
          Scans that speak for this time found none. Weeks without a scan are not counted as such.
        </p>
      )}
    </EmptyStateSmall>
  )
}
