import type { Names } from '@/lib/services/names'
import { serviceId, teamId } from '@/lib/services/store'

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
