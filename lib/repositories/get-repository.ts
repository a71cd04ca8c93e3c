import type { Client } from '@/lib/db/database'
import { inSnapshot } from '@/lib/db/snapshot'
import { isRecord } from '@/lib/findings/shape'
import { measureOf } from '@/lib/trends/measures'
import { folderRows, noCounts, totalOf } from './folders'
import { marksOf } from './marks'
import { readBranches } from './queries/branches'
import {
  type RawScan,
  type RawService,
  readCommit,
  readFolders,
  readRepository,
  readSaid,
  readScans,
  readServices,
} from './queries/detail'
import type { RepositoryDetail, ServiceRow, StreamHealth } from './types'

interface Asked {
  id: string
  /** Numbers are as of this instant; marks from `from` on. */
  at: Date
  from: Date
  /** `scan`, `week`, or a commit. */
  since: string
  weekBegan: Date
}

/** Everything about a repository that is not a measure; null for an id nobody has. */
export function getRepository(db: Client, asked: Asked): Promise<RepositoryDetail | null> {
  return inSnapshot(db, async (client) => {
    const { id, at } = asked
    const found = await readRepository(client, id)
    if (!found) return null
    const all = await readScans(client, id)
    const newest = [...new Map(all.map((scan) => [scan.stream, scan])).values()]
    const said = await readSaid(
      client,
      newest.map((scan) => scan.id),
    )
    return {
      id,
      name: found.name,
      ...(found.url === null ? {} : { url: found.url }),
      marks: marksOf(all).filter((mark) => new Date(mark.at) >= asked.from),
      health: newest.map((scan) => healthOf(scan, said)),
      services: serviceRows(await readServices(client, id, at)),
      folders: folderRows(await readFolders(client, id, at)),
      branches: (await readBranches(client, id)).map((b) => ({
        ...b,
        lastAt: b.lastAt.toISOString(),
      })),
      ...(await sinceOf(client, asked, all)),
    }
  })
}

/** Where the comparison begins; a commit between two scans is known where it brought a finding. */
async function sinceOf(client: Client, asked: Asked, scans: readonly RawScan[]) {
  const { id, since, at } = asked
  if (since === 'week') {
    return { since: { kind: 'week' as const, at: asked.weekBegan.toISOString() } }
  }
  const before = scans.filter((scan) => scan.at <= at)
  if (since !== 'scan') {
    const sha = since.toLowerCase()
    if (!/^[0-9a-f]{4,64}$/.test(sha)) return { since: null, unknownSince: since }
    const found =
      before.findLast(({ commit }) => commit.startsWith(sha)) ?? (await readCommit(client, id, sha))
    if (!found || found.at > at) return { since: null, unknownSince: since }
    const { commit } = found
    return { since: { kind: 'commit' as const, at: found.at.toISOString(), commit } }
  }
  const last = before.at(-1)
  const previous = before.findLast((scan) => last && scan.at < last.at)
  if (!previous) return { since: null }
  const { commit } = previous
  return { since: { kind: 'scan' as const, at: previous.at.toISOString(), commit } }
}

function healthOf(scan: RawScan, said: Awaited<ReturnType<typeof readSaid>>): StreamHealth {
  const own = said.find(({ id }) => id === scan.id)
  const files = isRecord(own?.files) ? own.files : {}
  const skipped = Array.isArray(files.skipped) ? files.skipped.filter(isRecord) : []
  return {
    scan: scan.id,
    tool: scan.tool,
    ...(scan.version === null ? {} : { version: scan.version }),
    category: scan.category,
    commit: scan.commit,
    committedAt: scan.at.toISOString(),
    ...(scan.through === null ? {} : { holdsThrough: scan.through.toISOString() }),
    succeeded: scan.succeeded,
    ...(typeof files.read === 'number' ? { read: files.read } : {}),
    skipped: skipped.map(({ reason, count }) => ({
      reason: String(reason),
      count: typeof count === 'number' ? count : 0,
    })),
    notifications: own?.notifications ?? [],
  }
}

function serviceRows(raw: readonly RawService[]): ServiceRow[] {
  const rows = new Map<string, ServiceRow>()
  for (const { id, name, teamId, teamName, kind, count } of raw) {
    const key = `${id} ${teamId}`
    const team = teamId === null ? {} : { team: { id: teamId, name: teamName ?? teamId } }
    const row = rows.get(key) ?? { id, name, ...team, counts: noCounts() }
    const measure = measureOf(kind)
    if (measure) row.counts[measure] += count
    rows.set(key, row)
  }
  return [...rows.values()].sort((a, b) => totalOf(b.counts) - totalOf(a.counts))
}
