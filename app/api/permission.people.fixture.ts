import { ANN } from '@/lib/ownership/testing'
import { renewLink } from '@/lib/people/people'
import { createToken } from '@/lib/people/tokens/store'
import { ADMINS, type Case, EVERYBODY } from './permission.case.fixture'

const DAY = 86_400_000

const inADay = () => new Date(Date.now() + DAY)

/** People, tokens, and what is open to all. */
export const PEOPLE: Record<string, Case[]> = {
  'GET /api/auth/[...all]': [
    { expected: EVERYBODY, ask: () => ({ params: { all: 'callback/oidc' } }) },
  ],
  'POST /api/auth/[...all]': [
    {
      expected: EVERYBODY,
      ask: ({ password }) => ({
        params: { all: 'sign-in/email' },
        body: { email: 'admin@example.com', password },
      }),
    },
  ],
  'GET /api/ready': [{ expected: EVERYBODY }],
  'GET /api/v1/health': [{ expected: EVERYBODY }],
  'POST /sign-in/form': [
    {
      expected: EVERYBODY,
      ask: ({ password }) => ({
        raw: new URLSearchParams({ email: 'admin@example.com', password, next: '/people' }),
      }),
    },
  ],
  'POST /theme': [
    { expected: EVERYBODY, ask: () => ({ raw: new URLSearchParams({ theme: 'dark' }) }) },
  ],
  'GET /api/v1/people': [{ expected: ADMINS }],
  'POST /api/v1/people': [
    { expected: ADMINS, ask: () => ({ body: { name: 'New', email: 'new@example.com' } }) },
  ],
  'PATCH /api/v1/people/[id]': [
    {
      expected: ADMINS,
      ask: async ({ stranger }) => ({ params: { id: await stranger() }, body: { role: 'member' } }),
    },
  ],
  'POST /api/v1/people/[id]/link': [
    { expected: ADMINS, ask: async ({ stranger }) => ({ params: { id: await stranger() } }) },
  ],
  'POST /api/v1/people/welcome': [
    {
      expected: EVERYBODY,
      ask: async ({ pool, stranger, password }) => {
        const { link } = await renewLink(pool, ANN, await stranger())
        return { body: { key: link.split('key=')[1], password } }
      },
    },
  ],
  'GET /api/v1/tokens': [{ expected: ADMINS }],
  'POST /api/v1/tokens': [
    {
      expected: ADMINS,
      ask: ({ name }) => ({
        body: { name: 'build', repository: name, scopes: ['ingest'], days: 1 },
      }),
    },
  ],
  'DELETE /api/v1/tokens/[id]': [
    {
      expected: ADMINS,
      ask: async ({ pool, name }) => {
        const wanted = { name: 'old', repository: name, scopes: ['ingest' as const] }
        const { row } = await createToken(pool, ANN, { ...wanted, expiresAt: inADay() })
        return { params: { id: row.id } }
      },
    },
  ],
}
