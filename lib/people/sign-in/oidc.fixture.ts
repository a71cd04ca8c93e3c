import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'

/** Somebody whom the provider knows. */
export interface Account {
  email: string
  /** Absent where the provider does not say. */
  email_verified?: boolean
  name: string
}

export interface RunningProvider {
  issuer: string
  clientId: string
  clientSecret: string
  stop(): Promise<void>
}

/**
 * A real OpenID provider on a free port of this machine. At its sign-in one types the login of one
 * of the accounts, and any password.
 */
export async function startProvider(
  accounts: Record<string, Account>,
  redirectUri: string,
): Promise<RunningProvider> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const [clientId, clientSecret] = ['plumbline', 'a-secret-of-the-client']
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    // As most providers do; the claims are in the id token, not only at the userinfo endpoint.
    conformIdTokenClaims: false,
    cookies: { keys: ['only for tests'] },
    findAccount: (_context, id) => {
      const account = accounts[id]
      return account && { accountId: id, claims: () => ({ sub: id, ...account }) }
    },
  })
  server.on('request', provider.callback())
  return { issuer, clientId, clientSecret, stop: () => close(server) }
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
}
