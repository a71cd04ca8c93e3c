import './styles/index.css'
import { GeistMono } from 'geist/font/mono'
import { GeistSans } from 'geist/font/sans'
import type { Metadata, Viewport } from 'next'
import { cookies, headers } from 'next/headers'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { AppShell } from '@/components/shell/app-shell'
import { Providers } from '@/components/shell/providers'
import { parseTheme, THEME_COOKIE } from '@/lib/client/theme'
import { isOwnHost } from '@/lib/http/guard'
import { prefetchStatus } from './_data/prefetch'
import { shellReader } from './_data/reader'

export const metadata: Metadata = {
  title: { default: 'Plumbline', template: '%s · Plumbline' },
  description:
    'Unowned design decisions, duplicated retry layers and flagged patterns, week by week.',
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfbfa' },
    { media: '(prefers-color-scheme: dark)', color: '#0e1116' },
  ],
}

export const dynamic = 'force-dynamic'

export default async function RootLayout({ children }: { children: ReactNode }) {
  if (!isOwnHost((await headers()).get('host'))) notFound()
  const reader = await shellReader()
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value)
  return (
    <html
      lang="en"
      data-theme={theme === 'system' ? undefined : theme}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      // The theme switch sets data-theme before the server hears of it.
      suppressHydrationWarning
    >
      <body>
        <Providers>
          {reader ? (
            <AppShell theme={theme} state={await prefetchStatus()} reader={reader}>
              {children}
            </AppShell>
          ) : (
            <main id="main" className="alone">
              {children}
            </main>
          )}
        </Providers>
      </body>
    </html>
  )
}
