'use client'

import { useQuery } from '@tanstack/react-query'
import { usePathname } from 'next/navigation'
import { freshnessQuery } from '@/lib/client/queries'
import { count } from '@/lib/format/number'
import { PageLink } from '../ui/text-link'
import { useFolds } from './use-folds'

const PAGES: { href: string; label: string; also?: string }[] = [
  { href: '/review', label: 'Review' },
  { href: '/ownership', label: 'Ownership' },
  { href: '/findings', label: 'Findings' },
  { href: '/repositories', label: 'Repositories' },
  { href: '/services', label: 'Services' },
  { href: '/retry-map', label: 'Retry map', also: '/retry-paths' },
  { href: '/flows', label: 'Flows' },
  { href: '/teams', label: 'Teams' },
  { href: '/budgets', label: 'Budgets' },
  { href: '/scans', label: 'Scans' },
]

/** Pages that exist, the one looked at marked; ownership with how many decisions nobody owns. */
export function Navigation() {
  const path = usePathname()
  useFolds(path)
  const { data } = useQuery(freshnessQuery())
  const unowned = data?.unowned
  return (
    <nav className="nav" aria-label="Pages">
      {PAGES.map(({ href, label, also }) => {
        const here =
          path === href || path.startsWith(`${href}/`) || path.startsWith(`${also ?? href}/`)
        return (
          <PageLink key={href} href={href} aria-current={here ? 'page' : undefined}>
            {label}
            {href === '/ownership' && typeof unowned === 'number' && !data?.empty && (
              <small className="number">
                {count(unowned)}
                <span className="hidden-visually"> decisions need an owner</span>
              </small>
            )}
          </PageLink>
        )
      })}
    </nav>
  )
}
