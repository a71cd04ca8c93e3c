import type { Client } from '@/lib/db/database'
import { cameWithHref, releasesNamed } from '@/lib/events/releases'
import { day } from '@/lib/format/date'
import type { Hit } from './types'

/** Releases by a part of their name; each leads to what came with it. */
export async function searchReleases(db: Client, words: string, limit: number): Promise<Hit[]> {
  return (await releasesNamed(db, words, limit)).map((release) => ({
    kind: 'release',
    title: release.name,
    detail: [
      `what came with it${release.previous ? `, after ${release.previous.name}` : ''}`,
      day(release.at.toISOString()),
      release.repository.name,
    ].join(' · '),
    href: cameWithHref(release),
  }))
}
