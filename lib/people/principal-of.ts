import { needsSignIn } from './mode'
import { LOCAL_PERSON, type Principal } from './principal'

/** Who sends this request; nobody where sign-in is needed and there is none. */
export async function principalOf(_headers: Headers): Promise<Principal | undefined> {
  return needsSignIn() ? undefined : LOCAL_PERSON
}
