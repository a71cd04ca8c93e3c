import { day } from '@/lib/format/date'
import type { Claim } from './documents/claims'
import { type LedgerEntry, ownerRef } from './ledger'
import { ownerKey, ownerOf } from './owner'
import { type Held, heldAt } from './periods'
import type { HistoryRow, Standing, Status } from './types'

/** What machines say of a decision at an instant. */
export interface Declared {
  /** Beside the code. */
  comment: { owner: string; where: string; since: string } | null
  document: (Claim & { since?: string }) | null
}

/**
 * How a decision stands and why: what a person said first, then what is declared beside the code,
 * then what a decision record claims. `owner` is the name as of that day, after reorganisations.
 */
export function standingOf(
  periods: readonly Held<LedgerEntry>[],
  declared: Declared,
  row: { status: Status; owner: string | null },
  at: number,
): Standing {
  const held = heldAt(periods, at)
  const machine = machineWords(declared)
  if (!held) return byMachine(periods, declared, machine, row, at)
  const { entry } = held
  const because = [wordsOf(entry)]
  const owner = ownerRef(entry.ownerKind, entry.owner)
  if (owner && row.owner !== null && ownerKey(owner.name) !== ownerKey(row.owner)) {
    because.push(`${owner.name} is ${row.owner} since a reorganisation.`)
  }
  if (machine) because.push(`${machine}; what a person decided wins over it.`)
  const proposed = ownerRef(entry.proposedKind, entry.proposed)
  return {
    status: row.status,
    ...(owner && row.owner !== null ? { owner: { ...owner, name: row.owner } } : {}),
    ...(entry.others.length > 0 ? { others: entry.others } : {}),
    ...(proposed ? { proposed } : {}),
    since: iso(held.from),
    ...(entry.until === null ? {} : { until: iso(entry.until) }),
    ...(entry.approver === null ? {} : { approver: entry.approver }),
    ...(entry.reason === null ? {} : { reason: entry.reason }),
    by: entry.by,
    act: entry.actId,
    source: 'act',
    because,
  }
}

function byMachine(
  periods: readonly Held<LedgerEntry>[],
  { comment, document }: Declared,
  machine: string | null,
  row: { status: Status; owner: string | null },
  at: number,
): Standing {
  const ended = periods.findLast(({ to, entry }) => to !== null && to <= at && entry.until === to)
  const because = ended
    ? [`It was accepted until ${day(iso(ended.to ?? at))}, which has passed.`]
    : []
  if (row.owner === null) {
    because.push('Nobody has accepted it, and nothing beside the code or in a record names one.')
    return { status: row.status, source: 'none', because }
  }
  if (machine) because.push(`${machine}.`)
  const others = comment ? [] : (document?.owners.slice(1) ?? [])
  const since = comment ? comment.since : document?.since
  return {
    status: row.status,
    owner: ownerOf(row.owner),
    ...(others.length > 0 ? { others: others.map((name) => ownerOf(name)) } : {}),
    ...(since === undefined ? {} : { since }),
    source: comment ? 'comment' : 'document',
    because,
  }
}

function machineWords({ comment, document }: Declared): string | null {
  const claimed = document
    ? `${document.document}:${document.line} names ${document.owners.join(', ')}`
    : null
  if (!comment) return claimed
  const said = `A comment beside the code (${comment.where}) names ${comment.owner}`
  return claimed ? `${said}, which wins over the record: ${claimed}` : said
}

const DONE: Record<LedgerEntry['kind'], string> = {
  own: 'gave it an owner',
  propose: 'proposed it',
  ratify: 'ratified it',
  reject: 'rejected it',
  accept: 'accepted it as it is',
  'hand-on': 'handed it on',
  release: 'took its owner away',
  confirm: 'confirmed it',
  undo: 'undid an act',
}

function wordsOf({ by, kind, at, owner, proposed, reason }: LedgerEntry): string {
  const whom = proposed ?? owner
  const to = whom === null ? '' : ` (${whom})`
  return `${by.name} ${DONE[kind]}${to} on ${day(iso(at))}${reason === null ? '' : `: ${reason}`}.`
}

/** What people said of a decision, oldest first. */
export function historyOf(periods: readonly Held<LedgerEntry>[]): HistoryRow[] {
  return periods.map(({ from, to, entry }) => {
    const owner = ownerRef(entry.ownerKind, entry.owner)
    const proposed = ownerRef(entry.proposedKind, entry.proposed)
    return {
      from: iso(from),
      ...(to === null ? {} : { to: iso(to) }),
      status: entry.status === 'none' ? 'unowned' : entry.status,
      ...(owner ? { owner } : {}),
      ...(proposed ? { proposed } : {}),
      source: 'act',
      act: entry.actId,
      by: entry.by,
      ...(entry.reason === null ? {} : { reason: entry.reason }),
      ...(entry.undone ? { undone: true } : {}),
    }
  })
}

const iso = (ms: number) => new Date(ms).toISOString()
