import { ownAddress, signInAddress } from '@/lib/client/asked'
import { HttpProblem } from '@/lib/http/problem'
import { handleSignIn } from './handle'

/** What the sign-in page says of a form that did not sign in, by the status of the answer. */
const ERRORS: Record<number, string> = { 400: 'wrong', 401: 'wrong', 429: 'too_many_tries' }

/**
 * The forms of the sign-in page without JavaScript: an address and password, or the button of the
 * provider. Goes on to the page first asked for, to the provider, or back with the reason. Throws
 * HttpProblem 400 where the body is no form.
 */
export async function signInByForm(request: Request): Promise<Response> {
  const form = await request.formData().catch(() => {
    throw new HttpProblem(400, 'The body is no form; send what the page /sign-in sends.')
  })
  const text = (name: string) => String(form.get(name) ?? '')
  const next = ownAddress(text('next'))
  const ask = (way: string, body: object) =>
    handleSignIn(
      new Request(new URL(`/api/auth/sign-in/${way}`, request.url), {
        method: 'POST',
        headers: { ...originOf(request), 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    )
  try {
    if (form.has('provider')) {
      const back = { callbackURL: next, errorCallbackURL: signInAddress(next) }
      const answer = await ask('social', { provider: 'oidc', disableRedirect: true, ...back })
      const url = answer.ok ? await urlOf(answer) : undefined
      // The number alone: what the page says of 400 or 401 is about a password.
      if (url) return seeOther(url, answer)
      return seeOther(failed(next, String(answer.ok ? 502 : answer.status)))
    }
    const answer = await ask('email', { email: text('email'), password: text('password') })
    return answer.ok ? seeOther(next, answer) : seeOther(failed(next, wordOf(answer.status)))
  } catch (error) {
    if (!(error instanceof HttpProblem)) throw error
    return seeOther(failed(next, wordOf(error.status)))
  }
}

function originOf(request: Request): Record<string, string> {
  const origin = request.headers.get('origin')
  return origin === null ? {} : { origin }
}

async function urlOf(answer: Response): Promise<string | undefined> {
  const body = (await answer.json()) as { url?: unknown } | null
  return typeof body?.url === 'string' ? body.url : undefined
}

const wordOf = (status: number): string => ERRORS[status] ?? String(status)

const failed = (next: string, error: string): string => `${signInAddress(next)}&error=${error}`

/** To another address, with the cookies of an answer. */
function seeOther(location: string, answer?: Response): Response {
  const headers = new Headers({ location, 'cache-control': 'no-store' })
  for (const cookie of answer?.headers.getSetCookie() ?? []) headers.append('set-cookie', cookie)
  return new Response(null, { status: 303, headers })
}
