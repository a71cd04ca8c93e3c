import { type Client, ORG } from '@/lib/db/database'

/** A file as a scan last found it before an instant. */
export interface DocumentAsOf {
  path: string
  text: string
  /** Content hash; equal for equal text. */
  digest: string
}

export interface DocumentsAsOf {
  /** Commit time of the scan that found them; null where no scan has told of files. */
  since: Date | null
  files: DocumentAsOf[]
}

const PLACES = String.raw`(^|/)(CODEOWNERS|catalog-info\.ya?ml)$`

/**
 * Which CODEOWNERS and catalog files held in each repository at an instant? Serves suggestions, so
 * decision records stay out. Indexes: primary keys of ownership_document and ownership_text.
 */
export async function readDocuments(
  client: Client,
  repositories: readonly string[],
  at: Date,
): Promise<Map<string, DocumentsAsOf>> {
  const { rows } = await client.query<{
    repository: string
    since: Date | null
    path: string | null
    digest: string
    text: string | null
  }>(
    `SELECT r.id AS repository, d.at AS since, f.path, f.digest, t.text
     FROM unnest($2::uuid[]) AS r(id)
     LEFT JOIN LATERAL (SELECT at, documents FROM ownership_document
       WHERE org_id = $1 AND repository_id = r.id AND at <= $3
       ORDER BY at DESC, claims_digest DESC LIMIT 1) d ON true
     LEFT JOIN LATERAL jsonb_to_recordset(d.documents) AS f(path text, digest text) ON f.path ~ $4
     LEFT JOIN ownership_text t ON t.org_id = $1 AND t.digest = decode(f.digest, 'hex')`,
    [ORG, repositories, at, PLACES],
  )
  const found = new Map<string, DocumentsAsOf>()
  for (const { repository, since, path, digest, text } of rows) {
    const documents = found.get(repository) ?? { since, files: [] }
    found.set(repository, documents)
    if (path !== null && text !== null) documents.files.push({ path, digest, text })
  }
  return found
}
