/** What the API of people and tokens takes and gives. JSON only; instants are ISO strings. */

/** What a person may do everywhere; leads are members who lead a team. */
export const ROLES = ['viewer', 'member', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** What a machine token is for: to send scans, to read findings and trends. */
export const SCOPES = ['ingest', 'read'] as const
export type Scope = (typeof SCOPES)[number]

export const PASSWORD_AT_LEAST = 12
export const PASSWORD_AT_MOST = 128

export interface Membership {
  name: string
  leads: boolean
}

export interface PersonRow {
  id: string
  name: string
  email: string
  /** As files name them, `@ann`. */
  handle: string | null
  role: Role
  teams: Membership[]
  createdAt: string
  disabledAt: string | null
  /** `credential` is a password, `oidc` the provider; none: they have not been here yet. */
  signsInBy: string[]
}

/** What an admin says of somebody. */
export interface PersonInput {
  name: string
  email: string
  handle: string | null
  role: Role
  teams: Membership[]
}

/** A person, and the link by which they choose a password; it is told once. */
export interface PersonWithLink {
  person: PersonRow
  link: string
}

export interface TokenRow {
  id: string
  name: string
  /** Null: of the launcher, for whatever it scans. */
  repository: string | null
  scopes: Scope[]
  prefix: string
  createdAt: string
  createdBy: string
  expiresAt: string
  lastUsedAt: string | null
  revokedAt: string | null
  revokedBy: string | null
}

/** A new token; `token` is shown once and kept nowhere. */
export interface NewToken {
  row: TokenRow
  token: string
}
