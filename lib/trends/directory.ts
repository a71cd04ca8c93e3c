import type { Client } from '@/lib/db/database'
import { serviceLabels } from './labels'
import { type Named, readRepositories, readServices, readTeams } from './queries/names'
import { readTeamRepositories } from './queries/team-repositories'
import type { Places } from './relevance'

/** Everything that has a name and a place; small beside the findings. */
export interface Directory extends Places {
  repositories: Named[]
  serviceNames: Named[]
  teamNames: Named[]
}

/** Names and places in one go. */
export async function readDirectory(db: Client): Promise<Directory> {
  const repositories = await readRepositories(db)
  const services = await readServices(db)
  return {
    repositories,
    serviceNames: serviceLabels(services, repositories),
    teamNames: await readTeams(db),
    services: new Map(services.map(({ id, repositoryId }) => [id, repositoryId])),
    teams: await readTeamRepositories(db),
  }
}
