import { insertRows } from '@/lib/db/bulk'
import { type Client, ORG } from '@/lib/db/database'

/** Services and teams by id. */
export interface Names {
  services: Map<string, { repository: string; name: string }>
  teams: Map<string, string>
}

/**
 * Rows for services and teams, so that ids that pages link to have names. In the order of their
 * ids: of two transactions that write the same new ones, one waits for the other, never both.
 */
export async function ensureNames(client: Client, { services, teams }: Names): Promise<void> {
  await insertRows(
    client,
    'service',
    { org_id: 'int', id: 'uuid', repository_id: 'uuid', name: 'text' },
    byId(services).map(([id, { repository, name }]) => {
      return { org_id: ORG, id, repository_id: repository, name }
    }),
    'ON CONFLICT DO NOTHING',
  )
  await insertRows(
    client,
    'team',
    { org_id: 'int', id: 'uuid', name: 'text' },
    byId(teams).map(([id, name]) => ({ org_id: ORG, id, name })),
    'ON CONFLICT DO NOTHING',
  )
}

const byId = <T>(named: ReadonlyMap<string, T>): [string, T][] =>
  [...named].sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
