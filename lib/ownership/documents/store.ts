import { insertRows } from '@/lib/db/bulk'
import { type Client, ORG } from '@/lib/db/database'
import { hashOf } from '@/lib/db/ids'
import type { OwnershipFile } from '@/lib/sarif/content'
import { type Claim, Claims, type ClaimsAt } from './claims'
import { RECORD_PLACE, readClaim } from './decision-record'

/** What a repository's decision records claim, over time. Index: ownership_document's primary key. */
export async function loadClaims(client: Client, repositoryId: string): Promise<Claims> {
  return new Claims(await loadClaimsAt(client, repositoryId))
}

async function loadClaimsAt(client: Client, repositoryId: string): Promise<ClaimsAt[]> {
  const { rows } = await client.query<{ at: Date; claims: Claim[] }>(
    `SELECT at, claims FROM ownership_document
     WHERE org_id = $1 AND repository_id = $2 ORDER BY at, claims_digest`,
    [ORG, repositoryId],
  )
  return rows.map(({ at, claims }) => ({ at: at.getTime(), claims }))
}

/**
 * Keeps the files that a scan found, from its commit time on. Says whether that changed what is
 * claimed at any time, so that ownership has to be derived again.
 */
export async function saveDocuments(
  client: Client,
  repositoryId: string,
  scanId: string,
  at: number,
  files: readonly OwnershipFile[],
): Promise<boolean> {
  const ordered = [...files].sort((a, b) => (a.path < b.path ? -1 : 1))
  const documents = ordered.map(({ path, text }) => ({ path, text, digest: hashOf(text) }))
  const claims = ordered.flatMap(({ path, text }) =>
    RECORD_PLACE.test(path) ? (readClaim(path, text) ?? []) : [],
  )
  const before = edgesOf(await loadClaimsAt(client, repositoryId))
  await insertRows(
    client,
    'ownership_text',
    { org_id: 'int', digest: 'bytea', text: 'text' },
    documents.map(({ digest, text }) => ({ org_id: ORG, digest, text })),
    'ON CONFLICT DO NOTHING',
  )
  await client.query(
    `INSERT INTO ownership_document
       (org_id, repository_id, at, scan_id, documents, claims, claims_digest)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      ORG,
      repositoryId,
      new Date(at),
      scanId,
      JSON.stringify(
        documents.map(({ path, digest }) => ({ path, digest: digest.toString('hex') })),
      ),
      JSON.stringify(claims),
      hashOf(JSON.stringify(claims)),
    ],
  )
  return edgesOf(await loadClaimsAt(client, repositoryId)) !== before
}

/** Forgets what scans found that no longer count; says whether they claimed anything. */
export async function removeDocuments(
  client: Client,
  scanIds: readonly string[],
): Promise<boolean> {
  const { rows } = await client.query<{ claimed: boolean }>(
    `DELETE FROM ownership_document WHERE org_id = $1 AND scan_id = ANY($2::uuid[])
     RETURNING claims <> '[]' AS claimed`,
    [ORG, scanIds],
  )
  return rows.some(({ claimed }) => claimed)
}

/** When which claims begin; equal for equal ownership at every time. */
function edgesOf(states: readonly ClaimsAt[]): string {
  const texts = states.map(({ at, claims }) => ({ at, text: JSON.stringify(claims) }))
  return JSON.stringify(texts.filter(({ text }, i) => text !== (texts[i - 1]?.text ?? '[]')))
}
