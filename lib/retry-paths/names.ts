import { insertRows } from '@/lib/db/bulk'
import { type Client, ORG } from '@/lib/db/database'
import { serviceId, teamId } from '@/lib/services/store'

/** Services and teams by id. */
export interface Names {
  services: Map<string, { repository: string; name: string }>
  teams: Map<string, string>
}

/** Ids of services and teams, each made once and noted with its name. */
export function idsIn({ services, teams }: Names) {
  const known = new Map<string, string>()
  const once = (key: string, make: () => string) => {
    const id = known.get(key) ?? make()
    known.set(key, id)
    return id
  }
  return {
    service: (repository: string, name: string) =>
      once(`${repository} ${name}`, () => {
        const id = serviceId(repository, name)
        services.set(id, { repository, name })
        return id
      }),
    team: (name: string) =>
      once(` ${name}`, () => {
        const id = teamId(name)
        teams.set(id, name)
        return id
      }),
  }
}

/** Rows for services and teams, so that ids that pages link to have names. */
export async function ensureNames(client: Client, { services, teams }: Names): Promise<void> {
  await insertRows(
    client,
    'service',
    { org_id: 'int', id: 'uuid', repository_id: 'uuid', name: 'text' },
    [...services].map(([id, { repository, name }]) => {
      return { org_id: ORG, id, repository_id: repository, name }
    }),
    'ON CONFLICT DO NOTHING',
  )
  await insertRows(
    client,
    'team',
    { org_id: 'int', id: 'uuid', name: 'text' },
    [...teams].map(([id, name]) => ({ org_id: ORG, id, name })),
    'ON CONFLICT DO NOTHING',
  )
}
