import { database } from '@/lib/db/database'
import { addDigest, changeDigest, digestActShape, mayChange } from '@/lib/digest/act'
import { listDigests } from '@/lib/digest/list'
import { sendNow } from '@/lib/digest/run'
import { HttpProblem } from '@/lib/http/problem'
import { readBody } from '@/lib/http/read-body'
import { json, route } from '@/lib/http/route'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** Which digests are sent, to whom, when, and how the last one went. */
export const GET = route('read', async () => json(await listDigests(database().pool, new Date())))

/** Adds a digest, sends one now, pauses, resumes or removes it. */
export const POST = route('lead', async (request, { principal }) => {
  const { pool } = database()
  const act = await readBody(request, digestActShape)
  if (act.kind === 'add') return json(await addDigest(pool, principal, act), 201)
  if (act.kind === 'send') {
    const may = await mayChange(pool, principal, act.id)
    const told = may && (await sendNow({ pool }, act.id, new Date()))
    if (told) return json(told)
  } else {
    const { kind, id } = act
    if (await changeDigest(pool, principal, { kind, id })) return json({ id })
  }
  throw new HttpProblem(404, 'There is no such digest.')
})
