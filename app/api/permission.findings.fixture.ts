import { ANN } from '@/lib/ownership/testing'
import { LOCAL_PERSON } from '@/lib/people/principal'
import { saveView } from '@/lib/views/store'
import { ADMINS, type Case, LEADS, MEMBERS, READ, read, shop } from './permission.case.fixture'
import type { World } from './permission.world.fixture'

/** A view that somebody else made. */
async function viewOfAnn(pool: World['pool'], shared: boolean): Promise<{ id: string }> {
  await pool.query('TRUNCATE saved_view')
  const ann = { ...LOCAL_PERSON, ...ANN }
  return saveView(pool, ann, { page: 'findings', name: 'Old ones', query: 'age=older', shared })
}

/** Lists of findings, views of them, scans and search. */
export const FINDINGS: Record<string, Case[]> = {
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
  'GET /api/v1/search': read({ q: 'shop' }),
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
}
