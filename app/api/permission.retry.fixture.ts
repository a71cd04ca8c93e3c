import { ANN } from '@/lib/ownership/testing'
import { askOwners } from '@/lib/questions/act'
import { retryPath } from '@/lib/questions/testing'
import { makeTie } from '@/lib/retry-paths/ties'
import { type Case, LEADS, MEMBERS, READ, read, shop, UNKNOWN } from './permission.case.fixture'

/** Retry paths, their questions, flows and ties. */
export const RETRY: Record<string, Case[]> = {
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
}
