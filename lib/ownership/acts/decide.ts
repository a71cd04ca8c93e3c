import { ownerKey } from '../owner'
import type { EntryStatus } from '../periods'
import type { ActKind, Actor, OwnerRef, Skipped, Status } from '../types'

/** How a decision stands when an act comes. */
export interface Current {
  finding: string
  status: Status
  owner?: OwnerRef
  others: OwnerRef[]
  proposed?: OwnerRef
  until: number | null
  approver: string | null
  reason: string | null
  /** False where a declaration makes the owner, or nothing does. */
  explicit: boolean
  /** The newest entry about it, whether or not it still holds. */
  last?: { seq: number; by: Actor; at: number; kind: ActKind | 'undo' }
}

/** An act, checked. */
export interface Deed {
  act: ActKind
  owner?: OwnerRef
  others: OwnerRef[]
  reason: string | null
  until: number | null
  approver: string | null
  expected?: number
}

/** What an act makes of a decision. */
export interface Outcome {
  status: EntryStatus
  owner?: OwnerRef
  others: OwnerRef[]
  proposed?: OwnerRef
  until: number | null
  approver: string | null
  reason: string | null
  confirms: boolean
}

/** The next entry of a decision, or why there is none. Nothing that somebody decided is lost. */
export function decide(current: Current, deed: Deed): Outcome | Skipped {
  const { last } = current
  if (deed.expected !== undefined && last && last.seq > deed.expected) {
    return {
      ...skip(current, `${last.by.name} was quicker: ${wordsOf(current)}`),
      ...whoAndWhen(last),
    }
  }
  return RULES[deed.act](current, deed)
}

type Rule = (current: Current, deed: Deed) => Outcome | Skipped

const RULES: Record<ActKind, Rule> = {
  own: (current, deed) => {
    const { owner } = deed
    if (!owner) return skip(current, 'nobody is suggested: name an owner')
    if (isOwned(current) && current.explicit) {
      if (same(current.owner, owner)) return skip(current, wordsOf(current))
      if (deed.expected === undefined) {
        return {
          ...skip(current, `${wordsOf(current)}; hand it on instead`),
          ...whoAndWhen(current.last),
        }
      }
    }
    return outcome(deed, 'owned', { owner, others: deed.others, confirms: true })
  },
  propose: (current, deed) => {
    if (isOwned(current)) return skip(current, `${wordsOf(current)}; hand it on instead`)
    return ask(current, deed)
  },
  'hand-on': (current, deed) => {
    if (!isOwned(current)) return ask(current, deed)
    if (same(current.owner, deed.owner)) return skip(current, wordsOf(current))
    if (same(current.proposed, deed.owner)) return skip(current, wordsOf(current))
    // Whoever owns it stays accountable until the other one takes it.
    return outcome(deed, current.status, {
      owner: current.owner,
      others: current.others,
      proposed: deed.owner,
    })
  },
  ratify: (current, deed) => {
    if (!isOwned(current)) return skip(current, `${wordsOf(current)}; it needs an owner first`)
    if (current.status === 'ratified') return skip(current, wordsOf(current))
    return outcome(deed, 'ratified', {
      owner: current.owner,
      others: current.others,
      confirms: true,
    })
  },
  reject: (current, deed) => {
    if (current.status === 'rejected') return skip(current, wordsOf(current))
    return outcome(deed, 'rejected', { owner: current.owner, others: current.others })
  },
  accept: (current, deed) =>
    outcome(deed, 'accepted', {
      owner: current.owner,
      others: current.others,
      until: deed.until,
      approver: deed.approver,
    }),
  release: (current, deed) => {
    if (current.status === 'unowned') return skip(current, wordsOf(current))
    return outcome(deed, 'unowned', {})
  },
  confirm: (current, deed) => {
    if (!isOwned(current)) return skip(current, `${wordsOf(current)}; there is nothing to confirm`)
    return outcome(deed, current.status, {
      owner: current.owner,
      others: current.others,
      proposed: current.proposed,
      confirms: true,
    })
  },
}

function ask(current: Current, deed: Deed): Outcome | Skipped {
  if (current.status === 'accepted') return skip(current, wordsOf(current))
  if (same(current.proposed, deed.owner)) return skip(current, wordsOf(current))
  return outcome(deed, 'proposed', { proposed: deed.owner })
}

function outcome(deed: Deed, status: Status, more: Partial<Outcome>): Outcome {
  const nothing = { others: [], until: null, approver: null, confirms: false }
  return { ...nothing, status, reason: deed.reason, ...more }
}

function skip({ finding }: Current, reason: string): Skipped {
  return { finding, reason }
}

function whoAndWhen(last: Current['last']): Pick<Skipped, 'by' | 'at'> {
  return last ? { by: last.by, at: new Date(last.at).toISOString() } : {}
}

function isOwned({ status }: Current): boolean {
  return status === 'owned' || status === 'ratified'
}

function same(a: OwnerRef | undefined, b: OwnerRef | undefined): boolean {
  return a !== undefined && b !== undefined && ownerKey(a.name) === ownerKey(b.name)
}

/** `already owned by @billing`; the words are the same for equal states, so that summaries can count. */
function wordsOf({ status, owner, proposed, until }: Current): string {
  if (status === 'unowned') return 'it has no owner'
  if (status === 'proposed') return `already proposed to ${proposed?.name ?? 'somebody'}`
  if (status === 'rejected') return 'already rejected'
  if (status === 'accepted') {
    return `already accepted until ${until === null ? 'further notice' : new Date(until).toISOString().slice(0, 10)}`
  }
  const handed = proposed ? `, and handed on to ${proposed.name}` : ''
  return `already ${status} by ${owner?.name ?? 'somebody'}${handed}`
}
