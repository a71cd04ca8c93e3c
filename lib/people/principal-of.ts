import { needsSignIn } from './mode'
import { LOCAL_PERSON, type Principal } from './principal'

/**
 * Who sends this request: whoever its token or session is of, or without sign-in the local person.
 * A token is judged wherever one is sent. Throws HttpProblem 401 for one that does not hold.
 */
export async function principalOf(headers: Headers): Promise<Principal | undefined> {
  const [, token] = /^Bearer +(\S+)$/i.exec(headers.get('authorization') ?? '') ?? []
  if (token !== undefined) return (await import('./tokens/verify')).machineOf(token)
  if (!needsSignIn()) return LOCAL_PERSON
  return (await import('./sign-in/session')).personOf(headers)
}
