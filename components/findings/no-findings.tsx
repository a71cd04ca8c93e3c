import { findingsHref } from '@/lib/client/urls'
import type { FindingQuery } from '@/lib/findings/types'
import { EmptyStateSmall } from '../ui/empty-state-small'
import { TextLink } from '../ui/text-link'

/** An empty list: filtered away, or truly nothing. */
export function NoFindings({ query }: { query: FindingQuery }) {
  const { repository, service, team, rule, decisionKind, measure, at, since, change, cause, part } =
    query
  const narrowed = Boolean(
    repository ||
      service ||
      team ||
      rule ||
      decisionKind ||
      query.q ||
      query.path ||
      query.kind ||
      query.state ||
      query.age ||
      query.introduced ||
      query.author ||
      query.assistance ||
      query.commit ||
      query.olderThan !== undefined ||
      query.beyond,
  )
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
