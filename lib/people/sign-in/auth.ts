import { randomUUID } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { genericOAuth } from 'better-auth/plugins'
import type pg from 'pg'
import { writeAudit } from '@/lib/audit/write'
import { isDisabled } from '../queries'
import { PASSWORD_AT_LEAST, PASSWORD_AT_MOST } from '../types'
import type { Provider } from './settings'

/** Sessions end this long after sign-in, used or not. */
const SESSION_SECONDS = 7 * 86_400

interface Settings {
  pool: pg.Pool
  secret: string
  /** As browsers see it, e.g. `https://plumbline.example.com`. */
  url: string
  provider?: Provider
}

/** Sign-in, kept in the tables of prisma/schema/people.prisma. It tells nobody about itself. */
export function makeAuth({ pool, secret, url, provider }: Settings) {
  return betterAuth({
    appName: 'Plumbline',
    baseURL: url,
    basePath: '/api/auth',
    secret,
    database: pool,
    telemetry: { enabled: false },
    // Names of the tables' columns are ours; see the schema for what each is.
    user: {
      modelName: 'person',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    session: {
      modelName: 'person_session',
      fields: {
        userId: 'person_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      expiresIn: SESSION_SECONDS,
      disableSessionRefresh: true,
    },
    account: {
      modelName: 'person_account',
      fields: {
        userId: 'person_id',
        providerId: 'provider_id',
        accountId: 'account_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      updateAccountOnSignIn: false,
    },
    verification: {
      modelName: 'sign_in_state',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_AT_LEAST,
      maxPasswordLength: PASSWORD_AT_MOST,
    },
    plugins: provider ? [genericOAuth({ config: [configOf(provider)] })] : [],
    databaseHooks: {
      user: {
        create: {
          // Only people whom the provider vouches for, of a domain that was named.
          before: async (user) =>
            user.emailVerified && provider?.domains.includes(user.email.split('@')[1] ?? ''),
          after: async (user) => {
            const after = { name: user.name, email: user.email, role: 'viewer' }
            const entry = {
              action: 'person.join',
              subjectKind: 'person',
              subjectId: user.id,
              after,
            }
            await writeAudit(pool, { id: user.id, name: user.name }, new Date(), [entry])
          },
        },
      },
      session: { create: { before: async ({ userId }) => !(await isDisabled(pool, userId)) } },
      account: {
        create: {
          // Who somebody is was all that was asked; nothing is done in their name at the provider.
          before: async (account) => ({
            data: { ...account, accessToken: null, refreshToken: null, idToken: null },
          }),
        },
      },
    },
    onAPIError: { errorURL: '/sign-in' },
    // Guessing is slowed down for each address, in Postgres; see failures.ts.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'plumbline',
      database: { generateId: () => randomUUID() },
      ipAddress: { disableIpTracking: true },
    },
    logger: { level: 'error' },
  })
}

function configOf(provider: Provider) {
  const { issuer, name, clientId, clientSecret, domains, trustsEmail } = provider
  return {
    providerId: 'oidc',
    name,
    discoveryUrl: `${issuer}/.well-known/openid-configuration`,
    requireIdTokenVerification: true,
    clientId,
    clientSecret,
    scopes: ['openid', 'profile', 'email'],
    pkce: true,
    disableSignUp: domains.length === 0,
    // Only silence is trusted: a provider that says “not verified” is believed.
    mapProfileToUser: (profile: object) =>
      trustsEmail && !('email_verified' in profile) ? { emailVerified: true } : {},
  }
}
