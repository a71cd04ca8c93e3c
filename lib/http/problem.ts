/** What was wrong with one part of a request. */
export interface RequestFault {
  path: string
  message: string
}

/** Thrown by a route to answer with problem details (RFC 9457). */
export class HttpProblem extends Error {
  constructor(
    readonly status: number,
    detail: string,
    readonly errors?: RequestFault[],
    readonly retryAfter?: number,
  ) {
    super(detail)
    this.name = 'HttpProblem'
  }
}

const titles: Record<number, string> = {
  400: 'The request cannot be read',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Not as things are',
  410: 'Gone',
  413: 'Too large',
  421: 'Not known by this name',
  429: 'Too often',
  500: 'Something went wrong here',
  503: 'Not available at the moment',
  507: 'No room to store it',
}

/** `application/problem+json` with what happened and what to do. */
export function problemResponse(problem: HttpProblem): Response {
  const { status, message: detail, errors, retryAfter } = problem
  const title = titles[status] ?? 'The request failed'
  return Response.json(
    { type: 'about:blank', title, status, detail, errors },
    {
      status,
      headers: {
        'content-type': 'application/problem+json',
        ...apiHeaders,
        ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
        ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
      },
    },
  )
}

/** Answers are data: never cached for others, never taken for another type. */
export const apiHeaders = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }
