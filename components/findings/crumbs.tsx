import { groupHref } from '@/lib/client/groups'
import type { FindingRow } from '@/lib/findings/types'
import { PageLink } from '../ui/text-link'

/** Where a finding belongs: repository and service. */
export function Crumbs({ finding }: { finding: FindingRow }) {
  const { repository, service } = finding
  return (
    <nav className="crumbs" aria-label="Belongs to">
      <PageLink href={groupHref('repository', repository.id)}>{repository.name}</PageLink>
      {service.name !== repository.name && (
        <>
          {' / '}
          <PageLink href={groupHref('service', service.id)}>{service.name}</PageLink>
        </>
      )}
    </nav>
  )
}
