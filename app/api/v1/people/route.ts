import { database } from '@/lib/db/database'
import { readBody } from '@/lib/http/read-body'
import { json, route } from '@/lib/http/route'
import { addPerson } from '@/lib/people/people'
import { listPeople } from '@/lib/people/queries'
import { personShape } from '@/lib/people/read-person'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** Everybody who may sign in, or might once. */
export const GET = route('administer', async () =>
  json({ people: await listPeople(database().pool) }),
)

/** Adds somebody; the answer has the link by which they choose a password, once. */
export const POST = route('administer', async (request, { principal }) => {
  const person = await readBody(request, personShape)
  return json(await addPerson(database().pool, principal, person), 201)
})
