import { EmptyState } from '../ui/empty-state'
import { TextLink } from '../ui/text-link'

/** The URL narrows to something that is not known. */
export function UnknownFilter({ reason }: { reason: string }) {
  return (
    <EmptyState title="This filter does not fit">
      <p>{reason}</p>
      <p>
        <TextLink href="/review">Review without filters</TextLink> ·{' '}
        <TextLink href="/findings">All findings</TextLink>
      </p>
    </EmptyState>
  )
}
