import type { Client } from '@/lib/db/database'
import { inSnapshot } from '@/lib/db/snapshot'
import { ageOf } from '../age'
import { loadDecay } from '../decay/load'
import { readLedger, readStamp } from '../ledger'
import { heldAt, periodsOf } from '../periods'
import { POLICY } from '../policy'
import { readRecords, type StoredRecord } from '../records/store'
import { standingOf } from '../standing-of'
import { type Decay, QUEUES, type Queue, type QueueItem, type QueueName } from '../types'
import { readFindingRows } from './finding-rows'
import { askedOf, type QueueRow, type Whose } from './read-rows'
import { readExpired, readSaid } from './read-said'
import { readToRatify } from './to-ratify'

const DAY = 86_400_000
const SHOWN = 50

export interface QueueQuery extends Whose {
  /** Only this section. */
  queue?: QueueName
  /** Rows of it to skip. */
  offset?: number
  limit?: number
}

type Known = {
  /** Of which anybody said anything. */
  said: QueueRow[]
  expired: QueueRow[]
  decay: ReadonlyMap<string, Decay[]>
  records: ReadonlyMap<string, StoredRecord>
  at: Date
  /** Owners asked for; `asked` has the team's own name as well. */
  keys: ReadonlySet<string>
  asked: ReadonlySet<string>
}

/** What waits for somebody, as of an instant: each section with its whole number. */
export function getQueue(db: Client, query: QueueQuery, at: Date): Promise<Queue> {
  const { queue, offset = 0, limit = SHOWN, ...whose } = query
  return inSnapshot(db, async (client) => {
    const asked = await askedOf(client, whose)
    const names = (queue ? [queue] : QUEUES) as readonly QueueName[]
    const said = await readSaid(client, asked, at)
    const since = new Date(at.getTime() - POLICY.announcedDays * DAY)
    const expired = await readExpired(client, asked, since, at)
    const toRatify = names.includes('to-ratify')
      ? await readToRatify(client, asked, whose.keys, at, { offset, limit })
      : { total: 0, rows: [] }
    const rows = [...said, ...toRatify.rows]
    const ids = [...rows, ...expired].map(({ finding }) => finding)
    const ledger = await readLedger(client, ids)
    const records = new Map((await readRecords(client, ids, at)).map((row) => [row.finding, row]))
    const owned = rows.flatMap((row) =>
      isOwned(row) && row.owner ? { ...row, owner: row.owner } : [],
    )
    const decay = await loadDecay(client, owned, ledger, records, at)
    const known = {
      ...{ said, expired, decay, records, at },
      keys: new Set(whose.keys),
      asked: new Set(asked?.keys),
    }
    const sections = names.map((name) => {
      const all = name === 'to-ratify' ? [] : SECTIONS[name](known)
      const total = name === 'to-ratify' ? toRatify.total : all.length
      const page = name === 'to-ratify' ? toRatify.rows : all.slice(offset, offset + limit)
      const next = offset + page.length
      return { queue: name, total, page, next: next < total ? next : undefined }
    })
    const shown = await readFindingRows(
      client,
      sections.flatMap(({ page }) => page),
      at,
    )
    const item = (row: QueueRow): QueueItem[] => {
      const finding = shown.get(row.finding)
      if (!finding) return []
      const periods = periodsOf(ledger.get(row.finding) ?? [])
      const nothing = { comment: null, document: null }
      const { because: _, ...standing } = standingOf(periods, nothing, row, at.getTime())
      const source = row.owner && !heldAt(periods, at.getTime()) ? 'comment' : standing.source
      const reviewOn = records.get(row.finding)?.reviewOn
      return [
        {
          finding,
          standing: { ...standing, source },
          decay: decay.get(row.finding) ?? [],
          ...(reviewOn === undefined ? {} : { reviewOn }),
          age: ageOf(row, at, row.decisionKind),
        },
      ]
    }
    return {
      at: at.toISOString(),
      owners: [...whose.keys],
      sections: sections.map(({ page, next, ...section }) => ({
        ...section,
        items: page.flatMap(item),
        ...(next === undefined ? {} : { next: String(next) }),
      })),
      stamp: await readStamp(client),
    }
  })
}

/** Sections that are told from what was said. */
const SECTIONS: Record<Exclude<QueueName, 'to-ratify'>, (known: Known) => QueueRow[]> = {
  'to-own': ({ said, asked }) =>
    oldest(said.filter((r) => r.proposedKey !== null && mine(asked, r.proposedKey))),
  expiring: ({ said, at }) => {
    const before = at.getTime() + POLICY.expiringDays * DAY
    return said
      .filter((r) => r.status === 'accepted' && r.until !== null && r.until.getTime() <= before)
      .sort((a, b) => Number(a.until) - Number(b.until) || byId(a, b))
  },
  expired: ({ expired }) =>
    [...expired].sort((a, b) => Number(b.until) - Number(a.until) || byId(a, b)),
  decayed: ({ said, decay, keys }) =>
    oldest(said.filter((r) => (decay.get(r.finding) ?? []).length > 0 && mine(keys, r.ownerKey))),
  'review-due': ({ said, records, decay, at, keys }) => {
    const before = new Date(at.getTime() + POLICY.expiringDays * DAY).toISOString().slice(0, 10)
    const today = at.toISOString().slice(0, 10)
    const due = (r: QueueRow) => {
      const day = records.get(r.finding)?.reviewOn
      if (day === undefined || !isOwned(r) || !mine(keys, r.ownerKey)) return false
      const passed = decay.get(r.finding)?.some(({ kind }) => kind === 'review-due') ?? false
      return passed || (day >= today && day <= before)
    }
    return oldest(said.filter(due))
  },
  rejected: ({ said }) => oldest(said.filter((r) => r.status === 'rejected')),
}

const isOwned = ({ status }: QueueRow) => status === 'owned' || status === 'ratified'

/** A queue that is nobody's in particular shows everybody's. */
function mine(keys: ReadonlySet<string>, key: string | null): boolean {
  return keys.size === 0 || (key !== null && keys.has(key))
}

function oldest(rows: readonly QueueRow[]): QueueRow[] {
  return [...rows].sort((a, b) => Number(a.introduced) - Number(b.introduced) || byId(a, b))
}

function byId(a: QueueRow, b: QueueRow): number {
  return a.finding < b.finding ? -1 : 1
}
