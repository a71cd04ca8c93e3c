import { isDatabaseAway } from './database-away'
import { refuseForeign } from './guard'
import { apiHeaders, HttpProblem, problemResponse } from './problem'

/** What Next passes beside the request. */
export interface RouteContext {
  params: Promise<Record<string, string>>
}

type Handler = (request: Request, context: RouteContext) => Promise<Response>

/**
 * A route handler that other sites' pages cannot use, and whose errors become problem details: what it throws as HttpProblem as it is, a
 * database that is away as 503, anything else as 500 without its inner words, which are logged.
 */
export function route(handler: Handler): Handler {
  return async (request, context) => {
    try {
      refuseForeign(request)
      return await handler(request, context)
    } catch (error) {
      return problemResponse(asProblem(error))
    }
  }
}

/** A JSON answer of the API. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { ...apiHeaders, ...headers } })
}

function asProblem(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error
  if (isDatabaseAway(error)) {
    return new HttpProblem(503, 'The database does not answer; try again shortly.', undefined, 5)
  }
  console.error(error)
  return new HttpProblem(500, 'The server failed on this request; its log has the reason.')
}
