import { performAct } from '@/lib/ownership/acts/perform'
import { createRule } from '@/lib/ownership/rules/store'
import { ANN, deed } from '@/lib/ownership/testing'
import { type Case, ITS_LEADS, LEADS, MEMBERS, READ, read, shop } from './permission.case.fixture'

/** Who owns what. */
export const OWNERSHIP: Record<string, Case[]> = {
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
}
