import type { Client } from '@/lib/db/database'
import { inSnapshot } from '@/lib/db/snapshot'
import { Placements } from '@/lib/services/placement'
import { loadServiceMaps } from '@/lib/services/store'
import { loadTeamChanges } from '@/lib/services/team-changes'
import { CandidateFinder } from '../candidates/find'
import { explainOwners } from '../codeowners/explain'
import type { WhoOwns } from '../types'

/** “Who owns this path?”: every source's answer as of an instant, and how CODEOWNERS came to its. */
export function whoOwns(
  db: Client,
  repository: { id: string; name: string },
  path: string,
  at: Date,
): Promise<WhoOwns> {
  return inSnapshot(db, async (client) => {
    const maps = await loadServiceMaps(client, repository.id)
    const changes = await loadTeamChanges(client, repository.id)
    const now = at.getTime()
    const [place] = new Placements(repository.name, maps, changes).of(path, now, now + 1)
    const finder = await CandidateFinder.load(client, [{ repositoryId: repository.id, path }], at)
    const service = place?.service ?? repository.name
    const found = finder.of({ repositoryId: repository.id, service, path, decisionKind: null })
    const { file, since } = finder.codeowners(repository.id)
    if (!file || since === null) {
      return { repository, path, at: at.toISOString(), ...found }
    }
    const { steps, summary } = explainOwners(file, path)
    return {
      repository,
      path,
      at: at.toISOString(),
      ...found,
      codeowners: {
        path: file.path ?? 'CODEOWNERS',
        dialect: file.dialect,
        dialectBecause: file.dialectBecause,
        since: since.toISOString(),
        summary,
        steps: steps.map(({ owners, ...step }) => ({
          ...step,
          owners: owners.map(({ name }) => name),
        })),
      },
    }
  })
}
