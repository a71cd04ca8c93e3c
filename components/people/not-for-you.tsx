import { EmptyState } from '../ui/empty-state'
import { TextLink } from '../ui/text-link'

/** A page that only admins have. */
export function NotForYou() {
  return (
    <EmptyState title="This page is for admins">
      <p>Ask one of them to do what you came for, or to make you one.</p>
      <p>
        <TextLink href="/review">Weekly review</TextLink>
      </p>
    </EmptyState>
  )
}
