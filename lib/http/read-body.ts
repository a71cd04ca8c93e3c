import type * as z from 'zod'
import { HttpProblem, type RequestFault } from './problem'

/** Five texts of 64 KB, however they are escaped in JSON. */
const BYTES_AT_MOST = 4_000_000

/**
 * The JSON body of a request, checked. Throws HttpProblem 400 that names each fault by its path, or
 * 413 for a body that no request here needs.
 */
export async function readBody<T extends z.ZodType>(
  request: Request,
  shape: T,
): Promise<z.output<T>> {
  const read = shape.safeParse(await parsed(request))
  if (read.success) return read.data
  const faults: RequestFault[] = read.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    message: issue.message,
  }))
  const detail = faults.map(({ path, message }) => (path ? `${path}: ${message}` : message))
  throw new HttpProblem(400, detail.join('; '), faults)
}

async function parsed(request: Request): Promise<unknown> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength
    if (bytes > BYTES_AT_MOST) throw new HttpProblem(413, 'The body is larger than 4 MB.')
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    throw new HttpProblem(400, 'The body is not JSON.')
  }
}
