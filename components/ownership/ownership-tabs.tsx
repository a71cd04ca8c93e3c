import { pathHref, queueHref } from '@/lib/client/ownership/view'
import { Segmented } from '../ui/segmented'

export type OwnershipTab = 'inbox' | 'queue' | 'codeowners' | 'reorganise'

/** The pages of ownership. */
export function OwnershipTabs({ current }: { current: OwnershipTab }) {
  return (
    <Segmented
      label="Pages of ownership"
      choices={[
        { label: 'Inbox', href: '/ownership', current: current === 'inbox' },
        { label: 'Queues', href: queueHref({}), current: current === 'queue' },
        { label: 'Who owns this path?', href: pathHref({}), current: current === 'codeowners' },
        {
          label: 'Teams change',
          href: '/ownership/reorganise',
          current: current === 'reorganise',
        },
      ]}
    />
  )
}
