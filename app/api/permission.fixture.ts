import { readdirSync } from 'node:fs'
import path from 'node:path'
import { setBudget } from '@/lib/budgets/act'
import { root } from '@/lib/db/root'
import { addDigest } from '@/lib/digest/act'
import { performAct } from '@/lib/ownership/acts/perform'
import { createRule } from '@/lib/ownership/rules/store'
import { ANN, deed } from '@/lib/ownership/testing'
import { renewLink } from '@/lib/people/people'
import { LOCAL_PERSON } from '@/lib/people/principal'
import { createToken } from '@/lib/people/tokens/store'
import { askOwners } from '@/lib/questions/act'
import { retryPath } from '@/lib/questions/testing'
import { makeTie } from '@/lib/retry-paths/ties'
import { known } from '@/lib/sarif/testing'
import { saveView } from '@/lib/views/store'
import type { World } from './permission.world.fixture'

/** Who asks, in this order in every row below. */
export const ASKERS = [
  'nobody',
  'viewer',
  'member of another team',
  'lead of another team',
  'lead',
  'admin',
  'token of another repository',
] as const
export type Asker = (typeof ASKERS)[number]

/** `ok` is any answer below 400; a number is that status. */
type Expected = 'ok' | number

export interface Case {
  /** Where a route is asked for more than one thing. */
  what?: string
  /** In the order of ASKERS. */
  expected: readonly [Expected, Expected, Expected, Expected, Expected, Expected, Expected]
  /** A request that would succeed for whoever may make it; made anew for each who asks. */
  ask?(world: World, asker: Asker): Promise<Ask> | Ask
}

export interface Ask {
  query?: Record<string, string>
  params?: Record<string, string>
  body?: unknown
  /** Instead of JSON. */
  raw?: BodyInit
}

const EVERYBODY = ['ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok'] as const
const READ = [401, 'ok', 'ok', 'ok', 'ok', 'ok', 403] as const
const UNKNOWN = [401, 404, 404, 404, 404, 404, 403] as const
const MEMBERS = [401, 403, 'ok', 'ok', 'ok', 'ok', 403] as const
/** What binds the team that is asked about; and what is for whoever leads any. */
const ITS_LEADS = [401, 403, 403, 403, 'ok', 'ok', 403] as const
const LEADS = [401, 403, 403, 'ok', 'ok', 'ok', 403] as const
const ADMINS = [401, 403, 403, 403, 403, 'ok', 403] as const

const shop = ({ shop }: World): Ask => ({ query: { repository: shop } })
const read = (query?: Record<string, string>): Case[] => [
  { expected: READ, ask: () => ({ query }) },
]
const DAY = 86_400_000
/** Each closes another week. */
const CLOSES: Partial<Record<Asker, (week: World['week']) => string>> = {
  'lead of another team': ({ first }) => first,
  admin: ({ before }) => before,
}
const inADay = () => new Date(Date.now() + DAY)

/** A budget that can be changed or ended; one of a kind holds at a time. */
async function budget({ pool, service }: World): Promise<string> {
  await pool.query('TRUNCATE budget')
  const rule = { kind: 'most' as const, measure: 'flagged-patterns' as const, most: 3 }
  const from = new Date(Date.now() - DAY)
  return (await setBudget(pool, ANN, { by: 'service', key: service, rule, from })).id
}

/** A view that somebody else made. */
async function viewOfAnn(pool: World['pool'], shared: boolean): Promise<{ id: string }> {
  await pool.query('TRUNCATE saved_view')
  const ann = { ...LOCAL_PERSON, ...ANN }
  return saveView(pool, ann, { page: 'findings', name: 'Old ones', query: 'age=older', shared })
}

const DIGEST = {
  ...{ kind: 'add' as const, channel: 'email' as const, target: 'team@example.com', always: true },
  ...{ weekday: 1, hour: 9, timeZone: 'UTC' },
}

/** A digest of the team that everything is about. */
const digest = async ({ pool, team }: World): Promise<string> =>
  (await addDigest(pool, LOCAL_PERSON, { ...DIGEST, team })).id

/**
 * What every route and verb answers to whom, written down by hand. A route or verb that is not here
 * fails the test, and so does a row without one. Refused requests must change nothing.
 */
export const EXPECTED: Record<string, Case[]> = {
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

  'GET /api/v1/findings': [{ expected: READ, ask: shop }],
  'GET /api/v1/findings/export': [
    { expected: READ, ask: ({ shop }) => ({ query: { repository: shop, format: 'csv' } }) },
  ],
  'GET /api/v1/findings/facets': [{ expected: READ, ask: shop }],
  'GET /api/v1/findings/[id]': [
    { expected: READ, ask: ({ decision }) => ({ params: { id: decision } }) },
  ],
  'GET /api/v1/trends': [
    {
      expected: READ,
      ask: ({ shop }) => ({
        query: { repository: shop, measure: 'unowned-decisions', by: 'team' },
      }),
    },
  ],
  'GET /api/v1/freshness': read(),
  'GET /api/v1/review/frame': read(),
  'GET /api/v1/search': read({ q: 'shop' }),
  'GET /api/v1/flows': [{ expected: READ, ask: shop }],
  'GET /api/v1/flows/[id]': [
    { expected: UNKNOWN, ask: ({ nothing }) => ({ params: { id: nothing } }) },
  ],
  'GET /api/v1/retry-map': read(),
  'GET /api/v1/retry-paths': read(),
  'GET /api/v1/retry-paths/[id]': [
    { expected: UNKNOWN, ask: ({ nothing }) => ({ params: { id: nothing } }) },
  ],

  'GET /api/v1/retry-paths/[id]/questions': [
    { expected: READ, ask: ({ nothing }) => ({ params: { id: nothing } }) },
  ],
  'POST /api/v1/retry-paths/[id]/questions': [
    {
      expected: MEMBERS,
      ask: async ({ pool }) => ({
        params: { id: await retryPath(pool) },
        body: { text: 'Who needs to repeat this?' },
      }),
    },
  ],
  'GET /api/v1/retry-questions': read(),
  'POST /api/v1/retry-questions/[id]/close': [
    {
      expected: MEMBERS,
      ask: async ({ pool }) => {
        const id = await askOwners(pool, ANN, await retryPath(pool), { text: 'Who?' })
        return { params: { id }, body: { reason: 'settled' } }
      },
    },
  ],

  'GET /api/v1/budgets': [{ expected: READ, ask: shop }],
  'POST /api/v1/budgets': [
    {
      expected: ITS_LEADS,
      ask: async (world) => {
        await world.pool.query('TRUNCATE budget')
        const rule = { kind: 'most', measure: 'flagged-patterns', most: 3 }
        return { body: { by: 'service', key: world.service, rule } }
      },
    },
  ],
  'POST /api/v1/budgets/[id]': [
    {
      expected: ITS_LEADS,
      ask: async (world) => ({
        params: { id: await budget(world) },
        body: { seen: 1, rule: { kind: 'most', measure: 'flagged-patterns', most: 2 } },
      }),
    },
  ],
  'POST /api/v1/budgets/[id]/end': [
    {
      expected: ITS_LEADS,
      ask: async (world) => ({ params: { id: await budget(world) }, body: { seen: 1 } }),
    },
  ],
  'POST /api/v1/check': [
    {
      // Nothing of this tool was applied: whoever is let in is told so.
      expected: [401, 409, 409, 409, 409, 409, 403],
      ask: ({ name, sarif }) => ({ query: { ...known, repository: name }, raw: sarif() }),
    },
  ],
  'GET /api/v1/events': read(),

  'GET /api/v1/digests': read(),
  'POST /api/v1/digests': [
    { what: 'of everybody', expected: LEADS, ask: () => ({ body: DIGEST }) },
    {
      what: 'of a team',
      expected: ITS_LEADS,
      ask: ({ team }) => ({ body: { ...DIGEST, team } }),
    },
    ...(['pause', 'resume', 'remove'] as const).map((kind) => ({
      what: kind,
      expected: ITS_LEADS,
      ask: async (world: World) => ({ body: { kind, id: await digest(world) } }),
    })),
    {
      // The address is nobody's: whoever may is told that it could not be sent.
      what: 'send',
      expected: ITS_LEADS,
      ask: async (world) => ({ body: { kind: 'send', id: await digest(world) } }),
    },
  ],
  'GET /api/v1/review': read(),
  'GET /api/v1/review/compare': [
    { expected: READ, ask: ({ week }) => ({ query: { from: week.day, to: week.nextDay } }) },
  ],
  'GET /api/v1/review/export': [
    { expected: READ, ask: ({ week }) => ({ query: { week: week.id, format: 'json' } }) },
  ],
  'POST /api/v1/review/acts': [
    {
      what: 'a note',
      expected: MEMBERS,
      ask: ({ week, service }) => ({
        body: {
          ...{ kind: 'note', week: week.id, scope: '', measure: 'unowned-decisions' },
          ...{ by: 'service', key: service, text: 'seen' },
        },
      }),
    },
    {
      what: 'closing',
      expected: LEADS,
      // Each week closes once.
      ask: ({ week }, asker) => ({
        body: { kind: 'close', week: CLOSES[asker]?.(week) ?? week.id, scope: '' },
      }),
    },
  ],

  'GET /api/v1/scans': [{ expected: READ, ask: ({ name }) => ({ query: { repository: name } }) }],
  'POST /api/v1/scans': [
    {
      expected: ADMINS,
      ask: ({ name, sarif }) => ({ query: { repository: name }, raw: sarif() }),
    },
  ],
  'GET /api/v1/scans/[id]': [
    {
      expected: [401, 'ok', 'ok', 'ok', 'ok', 'ok', 404],
      ask: ({ upload }) => ({ params: { id: upload } }),
    },
  ],
  'DELETE /api/v1/scans/[id]': [
    { expected: ADMINS, ask: async (world) => ({ params: { id: await world.scan() } }) },
  ],
  'GET /api/v1/scans/[id]/upload': [
    { expected: READ, ask: ({ upload }) => ({ params: { id: upload } }) },
  ],

  'POST /api/v1/flow-ties': [
    {
      expected: LEADS,
      ask: ({ shop }) => ({ body: { outKey: 'http:x', repository: shop, service: 'billing' } }),
    },
  ],
  'DELETE /api/v1/flow-ties/[id]': [
    {
      expected: LEADS,
      ask: async ({ pool, shop }) => {
        const tie = { outKey: 'http:y', repository: shop, service: 'billing' }
        return { params: { id: await makeTie(pool, ANN, tie) } }
      },
    },
  ],

  'POST /api/v1/ownership/acts': [
    {
      what: 'own',
      expected: ITS_LEADS,
      ask: (world) => ({ body: { act: 'own', owner: '@acme/billing', findings: [world.next()] } }),
    },
    {
      what: 'propose',
      expected: MEMBERS,
      ask: (world) => ({ body: { act: 'propose', owner: '@acme/ops', findings: [world.next()] } }),
    },
  ],
  'POST /api/v1/ownership/acts/[id]/undo': [
    {
      expected: ITS_LEADS,
      ask: async (world) => {
        const { act } = await performAct(world.pool, ANN, [world.next()], deed('own', '@acme/ops'))
        return { params: { id: act ?? '' } }
      },
    },
  ],
  'GET /api/v1/ownership/audit': read(),
  'GET /api/v1/ownership/audit/export': read({ format: 'csv' }),
  'GET /api/v1/ownership/codeowners': [{ expected: READ, ask: shop }],
  'GET /api/v1/ownership/decisions/[id]': [
    { expected: READ, ask: ({ decision }) => ({ params: { id: decision } }) },
  ],
  'GET /api/v1/ownership/inbox': read(),
  'GET /api/v1/ownership/measures': read(),
  'GET /api/v1/ownership/queue': read(),
  'POST /api/v1/ownership/records': [
    {
      expected: ITS_LEADS,
      ask: (world) => ({ body: { findings: [world.next()], record: { invariants: 'one' } } }),
    },
  ],
  'POST /api/v1/ownership/reorganisations': [
    {
      expected: ITS_LEADS,
      ask: (_, asker) => {
        const from = asker === 'admin' ? '@acme/spare' : '@acme/second'
        return { body: { change: { kind: 'rename', from, to: `${from}-new` } } }
      },
    },
  ],
  'GET /api/v1/ownership/rules': read(),
  'POST /api/v1/ownership/rules': [
    { expected: LEADS, ask: () => ({ body: { pattern: '/a/', owner: '@acme/ops' } }) },
  ],
  'DELETE /api/v1/ownership/rules/[id]': [
    {
      expected: LEADS,
      ask: async ({ pool }) => {
        const owner = { kind: 'team' as const, name: '@acme/ops' }
        const { id } = await createRule(pool, ANN, { pattern: '/b/', owner })
        return { params: { id } }
      },
    },
  ],
  'GET /api/v1/ownership/templates': read(),
  'GET /api/v1/ownership/who': [
    { expected: READ, ask: ({ shop }) => ({ query: { repository: shop, path: 'billing/a.ts' } }) },
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
  'GET /api/v1/views': [{ expected: READ, ask: () => ({ query: { page: 'findings' } }) }],
  'POST /api/v1/views': [
    {
      what: 'one’s own',
      expected: READ,
      ask: () => ({ body: { page: 'findings', name: 'Mine', query: 'state=open' } }),
    },
    {
      what: 'for everybody',
      expected: MEMBERS,
      ask: (_, asker) => ({ body: { page: 'findings', name: asker, query: '', shared: true } }),
    },
  ],
  'PATCH /api/v1/views/[id]': [
    {
      what: 'everybody’s, of somebody else',
      expected: LEADS,
      ask: async ({ pool }) => ({ params: await viewOfAnn(pool, true), body: { name: 'New' } }),
    },
    {
      what: 'somebody else’s own',
      expected: [401, 403, 403, 403, 403, 403, 403],
      ask: async ({ pool }) => ({ params: await viewOfAnn(pool, false), body: { name: 'New' } }),
    },
  ],
  'DELETE /api/v1/views/[id]': [
    {
      expected: LEADS,
      ask: async ({ pool }) => ({ params: await viewOfAnn(pool, true) }),
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

const VERBS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response>

/** Every route file of the product, with the verbs that it answers. */
export async function routes(): Promise<Map<string, { path: string; handler: Handler }>> {
  const app = path.join(root, 'app')
  const files = readdirSync(app, { recursive: true, encoding: 'utf8' })
  const found = new Map<string, { path: string; handler: Handler }>()
  for (const file of files.filter((name) => /(^|\/)route\.tsx?$/.test(name))) {
    const module = (await import(path.join(app, file))) as Partial<Record<string, Handler>>
    const address = `/${path.dirname(file)}`.replace(/\/\([^)]*\)/g, '')
    for (const verb of VERBS) {
      const handler = module[verb]
      if (handler) found.set(`${verb} ${address}`, { path: address, handler })
    }
  }
  return found
}
