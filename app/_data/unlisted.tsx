import { notFound, redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { UnlistedPage } from '@/components/findings/unlisted-page'
import { retryPathHref } from '@/lib/client/retry'
import { findingHref } from '@/lib/client/urls'
import { getUnlisted } from '@/lib/findings/get-unlisted'
import { reading } from './reader'

/**
 * For an address that no list knows: leads on to the finding that it is part of now, else says how it
 * read and why no list has it. Not found where nothing ever had the id.
 */
export async function unlisted(id: string, at: string | undefined): Promise<ReactNode> {
  const found = await getUnlisted((await reading()).pool, id)
  if (!found) notFound()
  if (!('listedAs' in found)) return <UnlistedPage finding={found} />
  redirect((found.kind === 'retry-path' ? retryPathHref : findingHref)(found.listedAs, at))
}
