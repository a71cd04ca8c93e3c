import type { Client } from '@/lib/db/database'
import { changePresence, reassign, type ScanApplied, type VersionFacts } from './change'
import type { Presence } from './lineage'
import {
  loadOrigins,
  loadScanMarks,
  loadSightings,
  loadSpans,
  loadVersions,
  saveSpans,
  versionsContinuing,
  versionsTouching,
} from './store'
import { Timeline } from './timeline'

export interface PresenceChange {
  timeline: Timeline
  versions: ReadonlyMap<string, VersionFacts>
  before: ReadonlyMap<string, readonly Presence[]>
  after: ReadonlyMap<string, readonly Presence[]>
  /** Versions whose spans were written. */
  changed: string[]
}

/**
 * Applies one scan to the presence of its stream. Versions that it saw must be stored already, and
 * no other scan that counts may stand at its instant. Runs in the caller's transaction, which
 * holds the repository's lock.
 */
export async function applyPresence(
  client: Client,
  streamId: string,
  scan: ScanApplied,
): Promise<PresenceChange> {
  const marks = (await loadScanMarks(client, streamId)).filter((m) => m.at !== scan.at)
  const partial = [...marks, scan].some((m) => m.coverage.extent !== 'full')
  const sightings = partial ? await loadSightings(client, streamId) : new Set<string>()
  const timeline = new Timeline(marks, (id, version) => sightings.has(`${id} ${version}`))

  // Where every scan speaks for every place, only the time up to the next scan is touched.
  const touched = partial
    ? await versionsTouching(client, streamId, null, null)
    : await versionsTouching(client, streamId, scan.at, timeline.nextAt(scan.at))
  const ids = [...new Set([...touched, ...scan.seen])]
  const versions = await loadVersions(client, ids)
  const before = await loadSpans(client, ids)

  const origins = await originsOutside(client, before)
  let after = changePresence(timeline, scan, versions, before, origins)
  for (;;) {
    const moved = [...after].filter(([id, spans]) => findingsDiffer(before.get(id) ?? [], spans))
    const next = await versionsContinuing(
      client,
      moved.map(([id]) => id),
    )
    const outside = next.filter((id) => !after.has(id))
    if (outside.length === 0) break
    for (const [id, spans] of await loadSpans(client, outside)) {
      before.set(id, spans)
      after.set(id, spans)
    }
    after = reassign(after, await originsOutside(client, after))
  }
  const changed = await saveSpans(client, streamId, before, after)
  return { timeline, versions, before, after, changed }
}

async function originsOutside(
  client: Client,
  spans: ReadonlyMap<string, readonly Presence[]>,
): Promise<(version: string, endedAt: number) => string | null> {
  const outside = [...spans.values()]
    .flat()
    .flatMap((s) => (s.continues && !spans.has(s.continues) ? [s.continues] : []))
  if (outside.length === 0) return () => null
  const origins = await loadOrigins(client, outside)
  return (version, endedAt) => origins.get(`${version} ${endedAt}`) ?? null
}

function findingsDiffer(before: readonly Presence[], after: readonly Presence[]): boolean {
  return (
    before.length !== after.length || before.some((span, i) => span.finding !== after[i]?.finding)
  )
}
