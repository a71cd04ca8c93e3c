import type { Metadata } from 'next'
import { WelcomePage } from '@/components/people/welcome-page'
import { EmptyState } from '@/components/ui/empty-state'
import { TextLink } from '@/components/ui/text-link'
import { first, type SearchParams } from '@/lib/client/params'
import { database } from '@/lib/db/database'
import { linkFor } from '@/lib/people/links'
import { needsSignIn } from '@/lib/people/mode'

export const metadata: Metadata = { title: 'Welcome', referrer: 'no-referrer' }

/** Where a one-time link leads; what it shows is for whoever has the link. */
export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const key = first(await searchParams, 'key') ?? ''
  const link = needsSignIn() && key !== '' ? await linkFor(database().pool, key) : undefined
  if (!link) {
    return (
      <EmptyState title="This link cannot be used">
        <p>
          It was used already, has run out, or never was one. An admin makes a new one on the page
          People; the first admin’s is printed by the next <code>npm start</code>.
        </p>
        <p>
          <TextLink href="/sign-in">Sign in</TextLink>
        </p>
      </EmptyState>
    )
  }
  return <WelcomePage linkKey={key} person={link === 'new' ? undefined : link} />
}
