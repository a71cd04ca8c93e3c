import * as z from 'zod'
import { database } from '@/lib/db/database'
import { readQuery } from '@/lib/http/read-query'
import { json, route } from '@/lib/http/route'
import { search } from '@/lib/search/search'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

const q = z
  .string()
  .max(200, 'must have at most 200 characters')
  .refine((text) => !text.includes('\0'), 'must not contain U+0000')

/** Whatever has these words in its name: also commits by how their hash begins, and people. */
export const GET = route('read', async (request) => {
  const query = readQuery(request, { q: q.optional() })
  return json({ hits: await search(database().pool, query.q ?? '') })
})
