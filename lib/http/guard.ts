import { namesOf } from '@/lib/people/mode'
import { HttpProblem } from './problem'

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

/**
 * Whether a Host header names this installation: loopback, or a name in `PLUMBLINE_HOSTS`
 * (comma-separated), `PLUMBLINE_URL` or `PLUMBLINE_LISTEN`. A foreign name that resolves to this machine (DNS rebinding) would let any
 * page read what the dashboard shows. Requests without the header come from no browser.
 */
export function isOwnHost(host: string | null, env: NodeJS.ProcessEnv = process.env): boolean {
  if (host === null) return true
  const name = host.replace(/:\d+$/, '').toLowerCase()
  return [...LOOPBACK, ...namesOf(env)].includes(name)
}

/**
 * Refuses requests that another site's page makes a browser send: on loopback nobody signs in, and
 * elsewhere the session's cookie goes along, so the browser itself must not be made to act. Tools send neither Origin nor Sec-Fetch-Site.
 */
export function refuseForeign(request: Request): void {
  const host = request.headers.get('host')
  if (!isOwnHost(host)) {
    throw new HttpProblem(
      421,
      `Plumbline is not known as "${host}". Use 127.0.0.1, or name the host in PLUMBLINE_HOSTS.`,
    )
  }
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return
  const site = request.headers.get('sec-fetch-site')
  const origin = request.headers.get('origin')
  const sameSite = site === null || site === 'same-origin' || site === 'none'
  const sameOrigin =
    origin === null || host === null || (URL.canParse(origin) && new URL(origin).host === host)
  if (!sameSite || !sameOrigin) {
    throw new HttpProblem(403, 'A page of another site asked for this change; it was not made.')
  }
}
