import { type Client, ORG } from '@/lib/db/database'
import type { TeamChange } from '@/lib/services/reorganisation'
import { loadAllTeamChanges } from '@/lib/services/team-changes'
import { readDocuments } from '../documents/as-of'
import { ownerKey } from '../owner'
import { codeownersOf } from './codeowners-file'
import { CatalogOwners } from './from-catalog'
import { loadRules } from './rules'

/**
 * Where somebody may be the best candidate, or nobody at all: more places than are right, never
 * fewer, so that only these need be weighed one by one (`CandidateFinder`).
 */
export interface Possible {
  /** All decisions of these repositories. */
  repositories: string[]
  /** Those introduced by commits of these authors. */
  authors: string[]
  /** Those that no person is known to have introduced (`standing.authorless`). */
  unknown: boolean
}

/** Undefined where it may be anywhere. */
export async function possibleFor(
  client: Client,
  candidate: string,
  at: Date,
): Promise<Possible | undefined> {
  const changes = await loadAllTeamChanges(client)
  if (candidate === 'none') {
    // Whoever introduced it is always suggested, unless they are nobody or have left.
    const left = namesThatBecame(null, changes)
    const authors = left.size === 0 ? [] : await readAuthors(client)
    const gone = authors.filter((name) => left.has(ownerKey(name)))
    return { repositories: [], authors: gone, unknown: true }
  }
  const keys = namesThatBecame(ownerKey(candidate), changes)
  const named = (name: string) => keys.has(ownerKey(name))
  const ruled = (await loadRules(client, at)).repositoriesOf(named)
  if (ruled.includes(null)) return undefined
  const repositories = new Set([
    ...ruled.flatMap((id) => id ?? []),
    ...(await repositoriesThatName(client, named, at)),
    ...(await repositoriesWrittenBy(client, named)),
  ])
  const authors = (await readAuthors(client)).filter(named)
  return { repositories: [...repositories], authors, unknown: false }
}

/** Names (as compared) that a reorganisation may have led to this one, or to nobody. */
function namesThatBecame(
  key: string | null,
  changes: readonly Pick<TeamChange, 'fromKey' | 'to'>[],
): Set<string> {
  const found = new Set<string>(key === null ? [] : [key])
  const leads = ({ to }: { to: string | null }) =>
    to === null ? key === null : found.has(ownerKey(to))
  for (let size = -1; size < found.size; ) {
    size = found.size
    for (const change of changes)
      if (change.fromKey !== null && leads(change)) found.add(change.fromKey)
  }
  return found
}

/** Reads commit, once. */
async function readAuthors(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ author: string }>(
    'SELECT DISTINCT author FROM commit WHERE org_id = $1 AND author IS NOT NULL',
    [ORG],
  )
  return rows.map(({ author }) => author)
}

/** Reads file_writer, once. */
async function repositoriesWrittenBy(
  client: Client,
  named: (name: string) => boolean,
): Promise<string[]> {
  const { rows } = await client.query<{ id: string; author: string }>(
    'SELECT DISTINCT repository_id AS id, author FROM file_writer WHERE org_id = $1',
    [ORG],
  )
  return rows.flatMap(({ id, author }) => (named(author) ? id : []))
}

/** Whose CODEOWNERS or catalog files have the name, as of an instant. */
async function repositoriesThatName(
  client: Client,
  named: (name: string) => boolean,
  at: Date,
): Promise<string[]> {
  const { rows } = await client.query<{ id: string; name: string }>(
    `SELECT id, name FROM repository r WHERE org_id = $1 AND EXISTS (
       SELECT FROM ownership_document d WHERE d.org_id = r.org_id AND d.repository_id = r.id)`,
    [ORG],
  )
  const documents = await readDocuments(
    client,
    rows.map(({ id }) => id),
    at,
  )
  return rows.flatMap(({ id, name }) => {
    const files = documents.get(id)?.files ?? []
    const owners = codeownersOf(name, files)?.rules.flatMap((rule) => rule.owners) ?? []
    return [...owners, ...CatalogOwners.read(files).owners()].some((owner) => named(owner.name))
      ? id
      : []
  })
}
