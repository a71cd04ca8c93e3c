import type { Client } from '@/lib/db/database'
import { textOf } from '@/lib/findings/shape'
import { readReach } from '@/lib/trends/queries/streams'
import { JOIN_TOOL } from './changes'
import { recordsIn } from './layers'
import type { RawPathAt } from './queries'

/** Charts tell weeks apart: one without a scan is a gap. */
const WEEK_MS = 7 * 86_400_000

/** Every repository that a path goes through. */
export const repositoriesOf = (raw: RawPathAt): string[] => [
  ...new Set([
    raw.repositoryId,
    ...recordsIn(raw.data, 'segments').flatMap((s) => textOf(s, 'repositoryId') ?? []),
  ]),
]

/**
 * Until when do scans speak for every repository of a path, where that is a week or more before an
 * instant? From then on nobody looked whether it is as it was.
 */
export async function knownUntil(db: Client, raw: RawPathAt, at: Date): Promise<string | null> {
  const known = new Map<string, number>()
  for (const { repositoryId, tool, knownUntil: until } of await readReach(db, at)) {
    if (tool === JOIN_TOOL || until === null) continue
    known.set(repositoryId, Math.max(known.get(repositoryId) ?? 0, +until))
  }
  const least = Math.min(...repositoriesOf(raw).map((id) => known.get(id) ?? +at))
  return +at - least < WEEK_MS ? null : new Date(least).toISOString()
}
