import { database } from '@/lib/db/database'
import { readBody } from '@/lib/http/read-body'
import { json, route } from '@/lib/http/route'
import { resolveTarget } from '@/lib/ownership/acts/resolve-target'
import { recordShape } from '@/lib/ownership/records/read-record'
import { writeRecord } from '@/lib/ownership/records/write-record'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** The next version of a decision record, for one decision or many. */
export const POST = route('take-part', async (request, { principal }) => {
  const { pool } = database()
  const { record, expected, ...target } = await readBody(request, recordShape)
  const findings = await resolveTarget(pool, target, new Date())
  return json(await writeRecord(pool, principal, findings, record, expected))
})
