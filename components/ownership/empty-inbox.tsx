import { inboxHref, isNarrowed } from '@/lib/client/ownership/view'
import type { Inbox, InboxQuery } from '@/lib/ownership/types'
import { EmptyStateSmall } from '../ui/empty-state-small'
import { TextLink } from '../ui/text-link'

/** Nothing to clear: filtered away, or everything has an owner. */
export function EmptyInbox({ inbox, query }: { inbox: Inbox; query: InboxQuery }) {
  if (isNarrowed(query)) {
    return (
      <EmptyStateSmall title="Nothing within these filters needs an owner">
        <p>
          <TextLink href={inboxHref({ query: {} })}>Clear the filters</TextLink> to see everything
          that does.
        </p>
      </EmptyStateSmall>
    )
  }
  return (
    <EmptyStateSmall title={inbox.decisions === 0 ? 'Every decision has an owner' : 'Nothing here'}>
      <p>
        When a scan finds a place that decides how retries, transactions, caches, locks, contracts
        or states work, it waits here until somebody stands behind it.
      </p>
      <p>
        An owner can also be declared where the code is, and the next scan reads it:{' '}
        <code>plumbline: owner=@team decision=docs/decisions/0007.md</code> in a comment by the
        site.
      </p>
      <p>
        Your <TextLink href="/ownership/queue">queues</TextLink> hold what is to be ratified, what
        expires and what asks to be confirmed.
      </p>
    </EmptyStateSmall>
  )
}
