import { exportAudit } from '@/lib/audit/export'
import { database } from '@/lib/db/database'
import { apiHeaders } from '@/lib/http/problem'
import { name, oneOf, readQuery } from '@/lib/http/read-query'
import { route } from '@/lib/http/route'
import { streamOf } from '@/lib/http/stream'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

const TYPES = { csv: 'text/csv; charset=utf-8; header=present', json: 'application/json' }
const shape = {
  format: oneOf(['csv', 'json']),
  subject: name.optional(),
  action: name.optional(),
}

/** Who changed what, without a cap, as a file. */
export const GET = route('read', async (request) => {
  const { format, ...query } = readQuery(request, shape)
  return new Response(streamOf(exportAudit(database().pool, query, format)), {
    headers: {
      ...apiHeaders,
      'content-type': TYPES[format],
      'content-disposition': `attachment; filename="audit.${format}"`,
    },
  })
})
