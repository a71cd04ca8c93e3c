import type { Client } from '@/lib/db/database'
import { inSnapshot } from '@/lib/db/snapshot'
import { ageOf, howOld } from '../age'
import { CandidateFinder } from '../candidates/find'
import { possibleFor } from '../candidates/possible'
import { readStamp } from '../ledger'
import { ownerKey } from '../owner'
import type { Inbox, InboxGroup, InboxQuery } from '../types'
import { decodePosition, encodePosition } from './cursor'
import { encodeGroup } from './group-key'
import { countOpen, type GroupRow, type PlaceRow, readGroups, readPlaces } from './queries'
import type { InboxSelection } from './selection'
import { suggestionOf } from './suggestion'

const GROUPS = 50

/**
 * Open decisions as of an instant, grouped so that alike ones go together, with a suggested owner
 * for each group. Throws CursorError for a cursor it did not give.
 */
export function getInbox(db: Client, query: InboxQuery, at: Date): Promise<Inbox> {
  const { cursor, limit = GROUPS, sort = 'count', candidate, ...filter } = query
  const after = cursor === undefined ? undefined : decodePosition(cursor)
  return inSnapshot(db, async (client) => {
    const selection = await narrowed(client, { ...filter, at }, candidate)
    const { groups, ...totals } = await readGroups(client, selection, sort, after, limit + 1)
    const page = groups.slice(0, limit)
    const places = page.flatMap((row) => row.members.map((m) => placeOf({ ...row, ...m })))
    const finder = await CandidateFinder.load(client, places, at)
    const last = groups.length > limit ? page.at(-1) : undefined
    const { age: _, status: __, ...plain } = filter
    const decisions = await countOpen(client, plain, at)
    return {
      at: at.toISOString(),
      decisions,
      matching: totals.matching ?? decisions,
      groups: page.map((row) => inboxGroup(row, finder, at)),
      totalGroups: totals.totalGroups,
      ...(last ? { next: encodePosition(last) } : {}),
      ...(totals.oldest ? { oldest: howOld(totals.oldest, at) } : {}),
      stamp: await readStamp(client),
    }
  })
}

/** The selection; where a candidate is asked for, the decisions that have it as their best. */
export async function narrowed(
  client: Client,
  selection: InboxSelection,
  candidate: string | undefined,
): Promise<InboxSelection> {
  if (candidate === undefined) return selection
  const possible = selection.group ? undefined : await possibleFor(client, candidate, selection.at)
  const members = await readPlaces(client, selection, possible)
  const finder = await CandidateFinder.load(client, members.map(placeOf), selection.at)
  const wanted = ownerKey(candidate)
  const findings = members.filter((member) => {
    const best = finder.best(placeOf(member))
    return candidate === 'none' ? !best : best && ownerKey(best.owner.name) === wanted
  })
  return { ...selection, findings: findings.map(({ finding }) => finding) }
}

function inboxGroup(row: GroupRow, finder: CandidateFinder, at: Date): InboxGroup {
  const { members } = row
  const suggestion = suggestionOf(members.map((m) => finder.best(placeOf({ ...row, ...m }))))
  return {
    key: encodeGroup(row),
    title: row.shape || row.decisionKind,
    repository: { id: row.repository, name: row.repositoryName },
    service: { id: row.service, name: row.serviceName },
    ...(row.team === null ? {} : { team: { id: row.team, name: row.teamName ?? row.team } }),
    decisionKind: row.decisionKind,
    shape: row.shape,
    directory: row.directory,
    count: row.count,
    oldest: ageOf(row, at, row.decisionKind),
    rejected: row.rejected,
    proposed: row.proposed,
    ...(suggestion ? { suggestion } : {}),
    findings: members.map(({ finding }) => finding),
  }
}

function placeOf(member: PlaceRow) {
  const { repository, serviceName, path, decisionKind, sha, author, grade, committedAt } = member
  return {
    repositoryId: repository,
    service: serviceName,
    path,
    decisionKind,
    commit: sha === null ? null : { sha, author, grade, committedAt },
  }
}
