import { database } from '@/lib/db/database'
import { HttpProblem } from '@/lib/http/problem'
import { json, route } from '@/lib/http/route'
import { getUpload } from '@/lib/ingest/get-upload'
import { removeScan } from '@/lib/ingest/remove-scan'
import { isUuid } from '@/lib/trends/is-uuid'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** Status and receipt of one upload. */
export const GET = route('follow-uploads', async (_request, { params, principal }) => {
  const { id = '' } = await params
  const upload = await getUpload(database().pool, id, principal)
  if (!upload) throw new HttpProblem(404, `No upload has the id ${id.slice(0, 80)}.`)
  return json(upload)
})

/** Removes a scan (`scans[].scanId` of a receipt) as if it had never come. */
export const DELETE = route('administer', async (_request, { params, principal }) => {
  const { id = '' } = await params
  const removed = isUuid(id) && (await removeScan(database().pool, principal, id))
  if (!removed) throw new HttpProblem(404, `No scan has the id ${id.slice(0, 80)}.`)
  return json(removed)
})
