import { database } from '@/lib/db/database'
import { HttpProblem } from '@/lib/http/problem'
import { needsSignIn } from '../mode'
import { countTry, forgetFailures } from './failures'
import { auth } from './session'

/** What of better-auth is open to the world: signing in and out, and nothing that changes people. */
const OPEN: Record<string, readonly string[]> = {
  '/api/auth/sign-in/email': ['POST'],
  '/api/auth/sign-in/social': ['POST'],
  '/api/auth/sign-out': ['POST'],
  '/api/auth/callback/oidc': ['GET', 'POST'],
}

/** Signs in and out. Throws HttpProblem: 404 for anything else, 429 where somebody guesses. */
export async function handleSignIn(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  if (!OPEN[pathname]?.includes(request.method)) {
    throw new HttpProblem(404, 'There is nothing here; sign in on the page /sign-in.')
  }
  if (!needsSignIn()) {
    throw new HttpProblem(409, 'On this computer alone nobody signs in; see README.md, Sign-in.')
  }
  const signIn = await auth()
  if (pathname !== '/api/auth/sign-in/email') return signIn.handler(request)
  const { pool } = database()
  const email = await emailOf(request.clone())
  const forgiven = await countTry(pool, email)
  const answer = await signIn.handler(request)
  if (answer.status === 401) {
    throw new HttpProblem(401, 'This address and password do not fit together.')
  }
  await (answer.ok ? forgetFailures(pool, email) : forgiven())
  return answer
}

async function emailOf(request: Request): Promise<string> {
  const body: unknown = await request.json().catch(() => null)
  const email = typeof body === 'object' && body !== null && 'email' in body ? body.email : null
  if (typeof email !== 'string' || email.length > 254 || email.includes('\0')) {
    throw new HttpProblem(400, 'email: must be an address')
  }
  return email.trim().toLowerCase()
}

/** The cookies of a session, for somebody whose password was just set. */
export async function signInBy(email: string, password: string): Promise<Response> {
  const signIn = await auth()
  await forgetFailures(database().pool, email)
  return signIn.api.signInEmail({ body: { email, password }, asResponse: true })
}
