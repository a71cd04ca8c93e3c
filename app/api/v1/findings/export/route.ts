import { database } from '@/lib/db/database'
import { exportFindings } from '@/lib/findings/export-findings'
import { listQueryOf, listShape } from '@/lib/findings/read-list-query'
import { apiHeaders } from '@/lib/http/problem'
import { oneOf, readQuery } from '@/lib/http/read-query'
import { route } from '@/lib/http/route'
import { streamOf } from '@/lib/http/stream'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

const TYPES = { csv: 'text/csv; charset=utf-8; header=present', json: 'application/json' }

/** Exactly what a list holds, without a cap, as a file. */
export const GET = route('read-repository', async (request, { principal }) => {
  const { format, ...asked } = readQuery(request, { ...listShape, format: oneOf(['csv', 'json']) })
  const { pool } = database()
  const pieces = exportFindings(pool, await listQueryOf(pool, asked, principal), format)
  return new Response(streamOf(pieces), {
    headers: {
      ...apiHeaders,
      'content-type': TYPES[format],
      'content-disposition': `attachment; filename="findings.${format}"`,
    },
  })
})
