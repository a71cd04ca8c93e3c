import type {
  NewToken,
  PersonInput,
  PersonRow,
  PersonWithLink,
  Scope,
  TokenRow,
} from '@/lib/people/types'
import { signInAddress } from './asked'
import { deleteJson, fetchJson, patchJson, postJson } from './fetch-json'

export const peopleQuery = () => ({
  queryKey: ['people'],
  queryFn: ({ signal }: { signal?: AbortSignal }) =>
    fetchJson<{ people: PersonRow[] }>('/api/v1/people', signal),
})

export const tokensQuery = () => ({
  queryKey: ['tokens'],
  queryFn: ({ signal }: { signal?: AbortSignal }) =>
    fetchJson<{ tokens: TokenRow[] }>('/api/v1/tokens', signal),
})

export const addPerson = (person: PersonInput): Promise<PersonWithLink> =>
  postJson('/api/v1/people', person)

export const changePerson = (
  id: string,
  change: Partial<PersonInput> & { disabled?: boolean },
): Promise<PersonRow> => patchJson(`/api/v1/people/${id}`, change)

export const newLink = (id: string): Promise<PersonWithLink> =>
  postJson(`/api/v1/people/${id}/link`, {})

export const addToken = (token: {
  name: string
  repository: string
  scopes: Scope[]
  days: number
}): Promise<NewToken> => postJson('/api/v1/tokens', token)

export const revokeToken = (id: string): Promise<unknown> => deleteJson(`/api/v1/tokens/${id}`)

export const signIn = (email: string, password: string): Promise<unknown> =>
  postJson('/api/auth/sign-in/email', { email, password })

export const signOut = (): Promise<unknown> => postJson('/api/auth/sign-out', {})

/** Where the organisation's provider asks who one is; from there one comes back to `next`. */
export async function providerAddress(next: string): Promise<string> {
  const { url } = await postJson<{ url: string }>('/api/auth/sign-in/social', {
    ...{ provider: 'oidc', callbackURL: next, errorCallbackURL: signInAddress(next) },
    disableRedirect: true,
  })
  return url
}

export const welcome = (use: {
  key: string
  name?: string
  email?: string
  password: string
}): Promise<unknown> => postJson('/api/v1/people/welcome', use)

/** `billing, orders*`: teams as one writes them, a star for those that are led. */
export function parseTeams(text: string): { name: string; leads: boolean }[] {
  return text
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => ({ name: part.replace(/\*$/, '').trim(), leads: part.endsWith('*') }))
}

export const teamsText = (teams: readonly { name: string; leads: boolean }[]): string =>
  teams.map(({ name, leads }) => `${name}${leads ? '*' : ''}`).join(', ')
