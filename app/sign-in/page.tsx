import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SignInPage } from '@/components/people/sign-in-page'
import { ownAddress } from '@/lib/client/asked'
import { first, type SearchParams } from '@/lib/client/params'
import { providerOf } from '@/lib/people/sign-in/settings'
import { findReader } from '../_data/reader'

export const metadata: Metadata = { title: 'Sign in' }

/** What the provider's answer came to, where it did not sign in. */
const FAILED: Record<string, string> = {
  signup_disabled: 'Nobody here has your address yet. Ask an admin to add you.',
  unable_to_create_user: 'Nobody here has your address yet. Ask an admin to add you.',
  account_not_linked:
    'The provider does not say that your address is verified, so it cannot stand for the account that has it. Sign in with the password.',
  wrong: 'This address and password do not fit together.',
  too_many_tries:
    'Too many wrong passwords for this address; wait a quarter of an hour, or use a new link from an admin.',
  access_denied: 'The provider was told not to let you in.',
  unable_to_create_session: 'An admin has shut this account out.',
}

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams
  const next = ownAddress(first(params, 'next'))
  if (await findReader()) redirect(next)
  const error = first(params, 'error')
  const failed = error === undefined ? undefined : (FAILED[error] ?? other(error))
  return <SignInPage next={next} provider={providerOf(process.env)?.name} failed={failed} />
}

const other = (error: string): string =>
  `The provider could not sign you in (${error.slice(0, 80)}). Try once more, or ask an admin.`
