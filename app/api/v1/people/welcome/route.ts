import { database } from '@/lib/db/database'
import { readBody } from '@/lib/http/read-body'
import { route } from '@/lib/http/route'
import { consumeLink } from '@/lib/people/links'
import { useShape } from '@/lib/people/read-person'
import { signInBy } from '@/lib/people/sign-in/handle'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** Uses a one-time link: makes the first admin, or sets a password; the answer signs in. */
export const POST = route('everybody', async (request) => {
  const use = await readBody(request, useShape)
  return signInBy(await consumeLink(database().pool, use), use.password)
})
