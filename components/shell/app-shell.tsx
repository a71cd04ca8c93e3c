import { type DehydratedState, HydrationBoundary } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Theme } from '@/lib/client/theme'
import { Account, type Reader } from '../people/account'
import { SearchPalette } from '../search/search-palette'
import { PageLink } from '../ui/text-link'
import { Navigation } from './navigation'
import { ShellStatus } from './shell-status'
import { ThemeSwitch } from './theme-switch'

interface Props {
  theme: Theme
  state: DehydratedState
  reader: Reader
  children: ReactNode
}

/** What stands round every page. */
export function AppShell({ theme, state, reader, children }: Props) {
  return (
    <div className="shell">
      <a href="#main" className="skip">
        Skip to content
      </a>
      <div className="side">
        <header className="side-head">
          <PageLink href="/review" className="brand">
            <svg width="16" height="20" viewBox="0 0 18 22" aria-hidden="true">
              <path d="M9 0V12" stroke="currentColor" strokeWidth="1.6" />
              <path d="M4.5 12h9L9 21.5z" fill="currentColor" />
            </svg>
            Plumbline
          </PageLink>
          <HydrationBoundary state={state}>
            <SearchPalette />
            <Navigation />
          </HydrationBoundary>
        </header>
        <footer className="side-foot">
          <HydrationBoundary state={state}>
            <ShellStatus />
          </HydrationBoundary>
          <Account reader={reader} />
          <ThemeSwitch theme={theme} />
        </footer>
      </div>
      <main id="main" className="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}
