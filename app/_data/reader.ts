import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import type { Reader } from '@/components/people/account'
import { ASKED, signInAddress } from '@/lib/client/asked'
import { type Database, database } from '@/lib/db/database'
import { needsSignIn } from '@/lib/people/mode'
import { whatIs } from '@/lib/people/permission'
import { isAdmin, type Person } from '@/lib/people/principal'
import { principalOf } from '@/lib/people/principal-of'

/** Who looks at a page; nobody where sign-in is needed and there is none. Once per request. */
export const findReader = cache(async (): Promise<Person | undefined> => {
  const sent = new Headers(await headers())
  // Pages are for people; a machine's token opens none.
  sent.delete('authorization')
  const principal = await principalOf(sent)
  return principal?.kind === 'person' ? principal : undefined
})

/** Who looks at a page; sends whoever is not signed in to where they can, and from there back. */
export async function reader(): Promise<Person> {
  return (await findReader()) ?? redirect(signInAddress((await headers()).get(ASKED)))
}

/** The database, for whoever may read: pages come to it by this way alone. */
export async function reading(): Promise<Database> {
  await reader()
  return database()
}

/**
 * What the shell says of who looks; nobody where they are not signed in, or nobody can tell because
 * the database is away: then the page says so, without it on this computer alone.
 */
export async function shellReader(): Promise<Reader | undefined> {
  const local = !needsSignIn()
  const found = await findReader().catch(() => undefined)
  return found && { name: found.name, role: whatIs(found), admin: isAdmin(found), local }
}
