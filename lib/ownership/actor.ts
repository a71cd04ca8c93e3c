import type { Actor } from './types'

/** Who acts where nobody signs in: one person at this computer. */
const LOCAL_ACTOR: Actor = { id: 'local', name: 'you, at this computer' }

/** Who sent this request. Without sign-in it is the local person. */
export async function actorOf(_request: Request): Promise<Actor> {
  return LOCAL_ACTOR
}
