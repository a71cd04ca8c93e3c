import type { Client } from '@/lib/db/database'
import { inSnapshot } from '@/lib/db/snapshot'
import { groupBy } from '@/lib/trends/group-by'
import { ageOf } from '../age'
import { CandidateFinder } from '../candidates/find'
import { readStamp } from '../ledger'
import { ownerKey } from '../owner'
import { FINDINGS_SHOWN, type Inbox, type InboxGroup, type InboxQuery } from '../types'
import { decodePosition, encodePosition } from './cursor'
import { encodeGroup } from './group-key'
import { countOpen, type GroupRow, type MemberRow, readGroups, readMembers } from './queries'
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
    const keys = page.map(({ key }) => key)
    const members =
      page.length > 0 ? await readMembers(client, selection, keys, FINDINGS_SHOWN) : []
    const finder = await CandidateFinder.load(
      client,
      page.map(({ repository }) => repository),
      at,
    )
    const ofGroup = groupBy(members, encodeGroup)
    const last = groups.length > limit ? page.at(-1) : undefined
    return {
      at: at.toISOString(),
      decisions: await countOpen(client, selection),
      matching: totals.matching,
      groups: page.map((row) => inboxGroup(row, ofGroup.get(encodeGroup(row)) ?? [], finder, at)),
      totalGroups: totals.totalGroups,
      ...(last ? { next: encodePosition(last) } : {}),
      ...(totals.oldest ? { oldest: ageOf(totals.oldest, at, null) } : {}),
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
  const members = await readMembers(client, selection, null, Number.MAX_SAFE_INTEGER)
  const repositories = members.map(({ repository }) => repository)
  const finder = await CandidateFinder.load(client, repositories, selection.at)
  const wanted = ownerKey(candidate)
  const findings = members.filter((member) => {
    const best = finder.best(placeOf(member))
    return candidate === 'none' ? !best : best && ownerKey(best.owner.name) === wanted
  })
  return { ...selection, findings: findings.map(({ finding }) => finding) }
}

function inboxGroup(
  row: GroupRow,
  members: readonly MemberRow[],
  finder: CandidateFinder,
  at: Date,
): InboxGroup {
  const suggestion = suggestionOf(members.map((member) => finder.best(placeOf(member))))
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
    oldest: ageOf(row.introduced, at, row.decisionKind),
    rejected: row.rejected,
    proposed: row.proposed,
    ...(suggestion ? { suggestion } : {}),
    findings: members.map(({ finding }) => finding),
  }
}

function placeOf(member: MemberRow) {
  const { repository, serviceName, path, decisionKind, sha, author, grade } = member
  return {
    repositoryId: repository,
    service: serviceName,
    path,
    decisionKind,
    commit: sha === null ? null : { sha, author, grade },
  }
}
