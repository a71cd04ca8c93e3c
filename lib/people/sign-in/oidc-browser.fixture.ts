import { handleSignIn } from './handle'
import type { RunningProvider } from './oidc.fixture'

/** Cookies of one place, as a browser keeps them. */
class Jar {
  readonly #cookies = new Map<string, string>()

  take(answer: Response): void {
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      this.#cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
  }

  get header(): string {
    return [...this.#cookies]
      .filter(([, value]) => value !== '')
      .map((pair) => pair.join('='))
      .join('; ')
  }
}

/**
 * Goes the whole way of a sign-in with a provider, over HTTP with the provider, as a browser would:
 * where it ends, and with which cookies of Plumbline.
 */
export async function signInAt(
  { issuer }: RunningProvider,
  login: string,
  origin: string,
): Promise<{ location: string; cookie: string }> {
  const own = new Jar()
  const theirs = new Jar()
  const start = await handleSignIn(
    new Request(`${origin}/api/auth/sign-in/social`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({
        ...{ provider: 'oidc', callbackURL: '/review', errorCallbackURL: '/sign-in' },
        disableRedirect: true,
      }),
    }),
  )
  own.take(start)
  let next: string = (await start.json()).url
  let form: URLSearchParams | undefined
  for (let hop = 0; hop < 20; hop++) {
    const url = new URL(next, issuer)
    if (url.origin === origin) {
      const answer = await handleSignIn(new Request(url, { headers: { cookie: own.header } }))
      own.take(answer)
      return { location: answer.headers.get('location') ?? '', cookie: own.header }
    }
    const answer: Response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      headers: { cookie: theirs.header },
      body: form,
      redirect: 'manual',
    })
    theirs.take(answer)
    form = undefined
    const location = answer.headers.get('location')
    if (location) {
      next = location
      continue
    }
    const page = await answer.text()
    const [, action] = /<form[^>]*action="([^"]+)"/.exec(page) ?? []
    const [, prompt] = /name="prompt" value="([^"]+)"/.exec(page) ?? []
    if (!action || !prompt) throw new Error(`not a page of the provider: ${page.slice(0, 500)}`)
    next = action
    form = new URLSearchParams({ prompt, ...(prompt === 'login' ? { login, password: 'x' } : {}) })
  }
  throw new Error('the provider never came back')
}
