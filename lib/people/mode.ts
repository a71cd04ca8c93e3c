const LOOPBACK = /^(127(\.\d{1,3}){3}|localhost|::1|\[::1\])$/

/** True for an address or name that only this machine can mean. */
function isLoopback(host: string): boolean {
  return LOOPBACK.test(host.trim().toLowerCase())
}

/**
 * Whether people must sign in. Only a server that listens on loopback alone and is known by no other
 * name does without: then whoever reaches it sits at this computer. `PLUMBLINE_LISTEN` is what the
 * launcher made the server listen on; a server that somebody started otherwise has none, and asks
 * for sign-in rather than trusting its callers.
 */
export function needsSignIn(env: NodeJS.ProcessEnv = process.env): boolean {
  const setting = env.PLUMBLINE_SIGN_IN?.trim()
  if (setting) return true
  if (!env.PLUMBLINE_LISTEN) return true
  return namesOf(env).some((name) => !isLoopback(name))
}

/** Names by which browsers may reach it, besides those of loopback; in lower case. */
export function namesOf(env: NodeJS.ProcessEnv): string[] {
  const url = env.PLUMBLINE_URL?.trim()
  const listed = (env.PLUMBLINE_HOSTS ?? '').split(',').map((name) => name.trim())
  const own = url && URL.canParse(url) ? [new URL(url).hostname] : []
  return [...listed, ...own, env.PLUMBLINE_LISTEN?.trim() ?? '']
    .filter(Boolean)
    .map((name) => name.toLowerCase())
}
