'use client'

import { usePathname } from 'next/navigation'
import { PageLink } from '../ui/text-link'

const PAGES = [
  { href: '/review', label: 'Review' },
  { href: '/findings', label: 'Findings' },
  { href: '/repositories', label: 'Repositories' },
  { href: '/services', label: 'Services' },
  { href: '/teams', label: 'Teams' },
]

/** Pages that exist, the one looked at marked. */
export function Navigation() {
  const path = usePathname()
  return (
    <nav className="nav" aria-label="Pages">
      {PAGES.map(({ href, label }) => {
        const here = path === href || path.startsWith(`${href}/`)
        return (
          <PageLink key={href} href={href} aria-current={here ? 'page' : undefined}>
            {label}
          </PageLink>
        )
      })}
    </nav>
  )
}
