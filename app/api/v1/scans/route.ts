import { database } from '@/lib/db/database'
import { HttpProblem } from '@/lib/http/problem'
import { json, route } from '@/lib/http/route'
import { acceptUpload } from '@/lib/ingest/accept'
import { listScans } from '@/lib/ingest/list-scans'
import { UploadError } from '@/lib/ingest/upload-error'
import { repositoryFor } from '@/lib/people/own-repository'
import { paramNames, storedParams } from '@/lib/sarif/params'
import { storable } from '@/lib/sarif/text'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** Stores the SARIF of the body, gzip or not; what is in it is judged later, in the receipt. */
export const POST = route('ingest', async (request, { principal }) => {
  const { searchParams } = new URL(request.url)
  const faults = [...new Set(searchParams.keys())].flatMap((path) => {
    if (!paramNames.some((name) => name === path)) return { path, message: 'is not known' }
    return searchParams.getAll(path).length > 1 ? { path, message: 'is given twice' } : []
  })
  if (faults.length > 0) {
    throw new HttpProblem(400, `Parameters are ${paramNames.join(', ')}, each once.`, faults)
  }
  const stated = storedParams.parse(Object.fromEntries(searchParams))
  const params = { ...stated, repository: repositoryFor(principal, stated.repository) }
  const token = principal.kind === 'machine' ? principal.id : undefined
  const encoding = request.headers.get('content-encoding') ?? undefined
  const body = (request.body ?? new Blob([]).stream()) as unknown as AsyncIterable<Uint8Array>
  try {
    const { id } = await acceptUpload(database().pool, body, params, encoding, token)
    const statusUrl = `/api/v1/scans/${id}`
    return json({ id, statusUrl }, 202, { location: statusUrl })
  } catch (error) {
    if (!(error instanceof UploadError)) throw error
    throw new HttpProblem(error.status, error.message, undefined, error.retryAfter)
  }
})

/** The scans of one repository, applied or waiting, newest commit first. */
export const GET = route('follow-uploads', async (request, { principal }) => {
  const { searchParams } = new URL(request.url)
  const given = (name: string) => storable(searchParams.get(name) ?? '').trim() || undefined
  const repository = given('repository')
  if (!repository) {
    throw new HttpProblem(400, 'Name the repository: ?repository=github.com/acme/shop', [
      { path: 'repository', message: 'is required' },
    ])
  }
  repositoryFor(principal, repository)
  const query = { repository, category: given('category'), tool: given('tool') }
  return json({ scans: await listScans(database().pool, query) })
})
