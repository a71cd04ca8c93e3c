import { type Client, ORG } from '@/lib/db/database'
import { TeamChanges } from '@/lib/services/reorganisation'
import { loadAllTeamChanges } from '@/lib/services/team-changes'
import type { CodeownersFile } from '../codeowners/types'
import { readDocuments } from '../documents/as-of'
import type { Candidate, NoCandidate } from '../types'
import { readWriters, type WritersAsOf } from '../writers/store'
import { codeownersOf } from './codeowners-file'
import { CatalogOwners } from './from-catalog'
import { fromCodeowners } from './from-codeowners'
import { fromIntroducer, type Introducing } from './from-introducer'
import { fromWriters } from './from-writers'
import { loadRules, type OverrideRules } from './rules'

/** A place that wants an owner. */
export interface Place {
  repositoryId: string
  service: string
  path: string
  decisionKind: string | null
  commit?: Introducing | null
}

export interface Found {
  /** In the order of sources; the first one is suggested. */
  candidates: Candidate[]
  unknown: NoCandidate[]
}

interface Repository {
  /** Null where no scan has told of files at all. */
  since: Date | null
  codeowners: CodeownersFile | null
  catalog: CatalogOwners
  changes: TeamChanges
  /** Undefined where no scan has told of them. */
  writers: WritersAsOf | undefined
}

/** Whom the sources name for a place, as of an instant. */
export class CandidateFinder {
  readonly #at: Date
  readonly #rules: OverrideRules
  readonly #repositories: ReadonlyMap<string, Repository>

  private constructor(
    at: Date,
    rules: OverrideRules,
    repositories: ReadonlyMap<string, Repository>,
  ) {
    this.#at = at
    this.#rules = rules
    this.#repositories = repositories
  }

  /** Answers for these places, as of an instant; CODEOWNERS also for others of their repositories. */
  static async load(
    client: Client,
    places: readonly Pick<Place, 'repositoryId' | 'path'>[],
    at: Date,
  ): Promise<CandidateFinder> {
    const wanted = [...new Set(places.map(({ repositoryId }) => repositoryId))]
    const writers = await readWriters(client, places, at)
    const documents = await readDocuments(client, wanted, at)
    const { rows } = await client.query<{ id: string; name: string }>(
      'SELECT id, name FROM repository WHERE org_id = $1 AND id = ANY($2::uuid[])',
      [ORG, wanted],
    )
    const changes = await loadAllTeamChanges(client)
    const repositories = new Map<string, Repository>()
    for (const { id, name } of rows) {
      const { since = null, files = [] } = documents.get(id) ?? {}
      repositories.set(id, {
        since,
        codeowners: codeownersOf(name, files),
        catalog: CatalogOwners.read(files),
        changes: new TeamChanges(
          changes.filter(({ repository }) => repository === null || repository === id),
        ),
        writers: writers.get(id),
      })
    }
    return new CandidateFinder(at, await loadRules(client, at), repositories)
  }

  /** CODEOWNERS of a repository as of the instant, and since when it is known so. */
  codeowners(repositoryId: string): { file: CodeownersFile | null; since: Date | null } {
    const repository = this.#repositories.get(repositoryId)
    return { file: repository?.codeowners ?? null, since: repository?.since ?? null }
  }

  of(place: Place): Found {
    const found: Found = { candidates: [], unknown: [] }
    for (const answer of this.#ask(place)) {
      const current = answer.owner ? this.#current(place, answer) : answer
      if (current.owner) found.candidates.push(current)
      else found.unknown.push(current)
    }
    return found
  }

  /** The candidate to suggest. */
  best(place: Place): Candidate | undefined {
    for (const answer of this.#ask(place)) {
      const current = answer.owner ? this.#current(place, answer) : answer
      if (current.owner) return current
    }
    return undefined
  }

  *#ask(place: Place): Iterable<Candidate | NoCandidate> {
    const { repositoryId, path, decisionKind } = place
    const repository = this.#repositories.get(repositoryId)
    yield this.#rules.of(repositoryId, path, decisionKind)
    const untold = repository?.since === null ? ' No scan has told of any so far.' : ''
    yield repository?.codeowners
      ? fromCodeowners(repository.codeowners, path)
      : { source: 'codeowners', reason: `The repository has no CODEOWNERS file.${untold}` }
    yield repository?.catalog.of(path) ?? { source: 'catalog', reason: `Not known.${untold}` }
    yield fromIntroducer(place.commit, this.#at)
    yield fromWriters(repository?.writers, path)
  }

  /** Nobody who left is suggested, and a renamed team by its name of that day. */
  #current(place: Place, candidate: Candidate): Candidate | NoCandidate {
    const changes = this.#repositories.get(place.repositoryId)?.changes
    const name = candidate.owner.name
    const now = changes ? changes.successor(name, place.service, this.#at.getTime()) : name
    if (now === name) return candidate
    const { source, reason } = candidate
    if (now === null) return { source, reason: `${reason} But ${name} is no longer there.` }
    const owner = { ...candidate.owner, name: now }
    return { ...candidate, owner, reason: `${reason} ${name} is ${now} now.` }
  }
}
