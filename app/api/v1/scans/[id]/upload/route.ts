import { database } from '@/lib/db/database'
import { apiHeaders, HttpProblem } from '@/lib/http/problem'
import { route } from '@/lib/http/route'
import { readBody } from '@/lib/scans/queries'
import { isUuid } from '@/lib/trends/is-uuid'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** What was uploaded, byte for byte in its packed form; a file to keep, never a page to show. */
export const GET = route('read', async (_request, { params }) => {
  const { id = '' } = await params
  const body = isUuid(id) ? await readBody(database().pool, id) : null
  if (!body) throw new HttpProblem(404, `No upload has the id ${id.slice(0, 80)}.`)
  return new Response(new Uint8Array(body), {
    headers: {
      ...apiHeaders,
      'content-type': 'application/gzip',
      'content-disposition': `attachment; filename="${id.toLowerCase()}.sarif.gz"`,
      'content-security-policy': "default-src 'none'; sandbox",
    },
  })
})
