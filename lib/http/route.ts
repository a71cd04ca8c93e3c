import { type Permission, type PrincipalOf, permit } from '@/lib/people/permission'
import { principalOf } from '@/lib/people/principal-of'
import { isDatabaseAway } from './database-away'
import { refuseForeign } from './guard'
import { apiHeaders, HttpProblem, problemResponse } from './problem'

/** What Next passes beside the request. */
export interface RouteContext {
  params: Promise<Record<string, string>>
}

type Handler = (request: Request, context: RouteContext) => Promise<Response>

/** What a handler is given beside the request: who asks, who may. */
type Permitted<P extends Permission> = RouteContext & { principal: PrincipalOf<P> }

/**
 * A route handler that other sites' pages cannot use, that lets those in who have `permission`
 * (docs/decisions/0010-people-and-permission.md), and whose errors become problem details: what it
 * throws as HttpProblem as it is, a database that is away as 503, anything else as 500 without its
 * inner words, which are logged.
 */
export function route<P extends Permission>(
  permission: P,
  handler: (request: Request, context: Permitted<P>) => Promise<Response>,
): Handler {
  return async (request, context) => {
    try {
      refuseForeign(request)
      const principal = permission === 'everybody' ? undefined : await principalOf(request.headers)
      permit(principal, permission)
      // `permit` let only those through that PrincipalOf names.
      return await handler(request, { ...context, principal: principal as PrincipalOf<P> })
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
