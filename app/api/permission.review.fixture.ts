import { setBudget } from '@/lib/budgets/act'
import { addDigest } from '@/lib/digest/act'
import { ANN } from '@/lib/ownership/testing'
import { LOCAL_PERSON } from '@/lib/people/principal'
import { known } from '@/lib/sarif/testing'
import {
  type Asker,
  type Case,
  ITS_LEADS,
  LEADS,
  MEMBERS,
  READ,
  read,
  shop,
} from './permission.case.fixture'
import type { World } from './permission.world.fixture'

const DAY = 86_400_000

/** Each closes another week. */
const CLOSES: Partial<Record<Asker, (week: World['week']) => string>> = {
  'lead of another team': ({ first }) => first,
  admin: ({ before }) => before,
}

/** A budget that can be changed or ended; one of a kind holds at a time. */
async function budget({ pool, service }: World): Promise<string> {
  await pool.query('TRUNCATE budget')
  const rule = { kind: 'most' as const, measure: 'flagged-patterns' as const, most: 3 }
  const from = new Date(Date.now() - DAY)
  return (await setBudget(pool, ANN, { by: 'service', key: service, rule, from })).id
}

const DIGEST = {
  ...{ kind: 'add' as const, channel: 'email' as const, target: 'team@example.com', always: true },
  ...{ weekday: 1, hour: 9, timeZone: 'UTC' },
}

/** A digest of the team that everything is about. */
const digest = async ({ pool, team }: World): Promise<string> =>
  (await addDigest(pool, LOCAL_PERSON, { ...DIGEST, team })).id

/** The review, digests, budgets and the check for CI. */
export const REVIEW: Record<string, Case[]> = {
  'GET /api/v1/review/frame': read(),
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
}
