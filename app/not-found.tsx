import { EmptyState } from '@/components/ui/empty-state'
import { TextLink } from '@/components/ui/text-link'

export default function NotFound() {
  return (
    <EmptyState title="There is nothing at this address">
      <p>
        The link may be cut short, or the week, repository or finding it names is not known here. A
        week is written like <code>/review/2026-W47</code>.
      </p>
      <p>
        <TextLink href="/review">Weekly review</TextLink> ·{' '}
        <TextLink href="/findings">All findings</TextLink>
      </p>
    </EmptyState>
  )
}
