import { type Client, ORG } from '@/lib/db/database'
import { codeownersOf } from '../candidates/codeowners-file'
import { readCatalog } from '../documents/catalog'
import { ownerKey } from '../owner'

interface State {
  at: number
  keys: ReadonlySet<string>
}

/** Who was named in a repository's CODEOWNERS and catalog files, over time. */
export class KnownOwners {
  readonly #states: readonly State[]

  constructor(states: readonly State[]) {
    this.#states = states
  }

  /**
   * Since when an owner who was named at `from` is not named any more, as of `at`. Undefined where
   * it is, or was not then: whoever never stood in those files cannot have left them.
   */
  unnamedSince(owner: string, from: number, at: number): number | undefined {
    const key = ownerKey(owner)
    const until = this.#states.filter((state) => state.at <= at)
    const then = until.findLast((state) => state.at <= from)
    if (!then?.keys.has(key)) return undefined
    const last = until.findLastIndex((state) => state.keys.has(key))
    return until[last + 1]?.at
  }
}

/**
 * Which files named owners in these repositories, when? Texts are read once for each content.
 * Indexes: primary keys of ownership_document and ownership_text.
 */
export async function loadKnownOwners(
  client: Client,
  repositories: readonly string[],
): Promise<Map<string, KnownOwners>> {
  const { rows } = await client.query<{
    repository: string
    name: string
    at: Date
    path: string
    digest: string
    text: string
  }>(
    `SELECT d.repository_id AS repository, r.name, d.at, f.path, f.digest, t.text
     FROM ownership_document d
     JOIN repository r ON r.org_id = d.org_id AND r.id = d.repository_id
     LEFT JOIN LATERAL jsonb_to_recordset(d.documents) AS f(path text, digest text)
       ON f.path ~ '(^|/)(CODEOWNERS|catalog-info\\.ya?ml)$'
     LEFT JOIN ownership_text t ON t.org_id = $1 AND t.digest = decode(f.digest, 'hex')
     WHERE d.org_id = $1 AND d.repository_id = ANY($2::uuid[]) ORDER BY d.at`,
    [ORG, repositories],
  )
  const scans = new Map<string, Map<number, typeof rows>>()
  for (const row of rows) {
    const times = scans.get(row.repository) ?? new Map<number, typeof rows>()
    scans.set(row.repository, times)
    const at = row.at.getTime()
    times.set(at, [...(times.get(at) ?? []), row])
  }
  const keysOf = namer()
  return new Map(
    [...scans].map(([repository, times]) => {
      const states = [...times].map(([at, files]) => {
        const there = files.filter(({ text }) => text !== null)
        return { at, keys: keysOf(files[0]?.name ?? '', there) }
      })
      return [repository, new KnownOwners(states)]
    }),
  )
}

/** The names in a set of files; equal sets are read once. */
function namer() {
  const known = new Map<string, ReadonlySet<string>>()
  return (repository: string, files: readonly { path: string; digest: string; text: string }[]) => {
    const id = files.map(({ path, digest }) => `${path} ${digest}`).join('\n')
    const cached = known.get(id)
    if (cached) return cached
    const names = codeownersOf(repository, files)?.rules.flatMap(({ owners }) => owners) ?? []
    const entities = files
      .filter(({ path }) => /\.ya?ml$/.test(path))
      .flatMap(({ text }) => readCatalog(text).flatMap(({ owner }) => owner ?? []))
    const keys = new Set([...names, ...entities].map(({ name }) => ownerKey(name)))
    known.set(id, keys)
    return keys
  }
}
