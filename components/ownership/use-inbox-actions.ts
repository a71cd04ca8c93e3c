import { useState } from 'react'
import { type Move, scopesOf, sendRecord } from '@/lib/client/ownership/acts'
import { type Offered, offeredTo } from '@/lib/client/ownership/offered'
import type { InboxView } from '@/lib/client/ownership/view'
import type { Inbox } from '@/lib/ownership/types'
import { type Draft, isDirty } from './record-form'
import type { Batch, useActs } from './use-acts'
import type { useSelection } from './use-selection'

/** What the next act is about: the selected groups, else the open one or its one decision. */
export interface Target extends Batch, Offered {
  count: number
  /** `all 9`, `this one`. */
  what: string
}

/** Acts and records of the inbox, on what is selected in it. */
export function useInboxActions(
  inbox: Inbox,
  { query }: InboxView,
  selection: ReturnType<typeof useSelection>,
  { act, say }: ReturnType<typeof useActs>,
) {
  const [only, setOnly] = useState(false)
  const [drafts, setDrafts] = useState<ReadonlyMap<string, Draft>>(new Map())
  const { group, finding, checked } = selection
  const draftKey = only ? (finding ?? '') : (group?.key ?? '')
  const draft = drafts.get(draftKey) ?? {}
  const setDraft = (next: Draft) => setDrafts(new Map(drafts).set(draftKey, next))
  const target = targetOf()

  function targetOf(): Target {
    const one = only && checked.size === 0 && finding !== undefined
    const groups = checked.size > 0 ? inbox.groups.filter((g) => checked.has(g.key)) : []
    if (groups.length === 0 && group) groups.push(group)
    const count = one ? 1 : groups.reduce((sum, g) => sum + g.count, 0)
    return {
      count,
      what: one || count === 1 ? 'this one' : `all ${count}`,
      ...offeredTo(groups),
      scopes: one ? [{ findings: [finding] }] : scopesOf(groups, query),
      keys: one ? [] : groups.map((g) => g.key),
      findings: one ? [finding] : [],
      expected: inbox.stamp,
    }
  }

  const sendDraft = async () => {
    for (const scope of target.scopes) await sendRecord({ ...scope, record: draft })
  }
  const clearDraft = () => setDraft({})

  const move = (what: Move) => {
    // Written before the act: afterwards the group no longer holds these decisions.
    const before = isDirty(draft) && checked.size === 0 ? sendDraft : undefined
    selection.hold()
    selection.uncheck()
    void act(what, target, before).then((done) => done && before && clearDraft())
    return true
  }

  const accept = () => {
    // Without an owner each gets its own suggestion: nobody is given what is suggested to others.
    if (target.owner && !target.mixed) return move({ act: 'own', owner: target.owner })
    if (target.owners.length > 0) return move({ act: 'own' })
    say('Nobody is suggested here. Press e to name somebody.')
    return true
  }

  const save = () => {
    void act(undefined, { ...target, keys: [], findings: [] }, sendDraft).then(
      (done) => done && clearDraft(),
    )
  }

  return { target, move, accept, only, setOnly, draft, setDraft, save }
}
