import { database } from '@/lib/db/database'
import { readBody } from '@/lib/http/read-body'
import { json, route } from '@/lib/http/route'
import { tokenShape } from '@/lib/people/tokens/read-token'
import { createToken, listTokens } from '@/lib/people/tokens/store'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

const DAY = 86_400_000

/** Every machine's token, without the token. */
export const GET = route('administer', async () =>
  json({ tokens: await listTokens(database().pool) }),
)

/** Makes a token of one repository; the answer has it, once. */
export const POST = route('administer', async (request, { principal }) => {
  const { days, ...wanted } = await readBody(request, tokenShape)
  const expiresAt = new Date(Date.now() + days * DAY)
  return json(await createToken(database().pool, principal, { ...wanted, expiresAt }), 201)
})
