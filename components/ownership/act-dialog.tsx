'use client'

import { type FormEvent, useState } from 'react'
import type { Move } from '@/lib/client/ownership/acts'
import { ownerTyped } from '@/lib/client/ownership/owner-typed'
import { visible } from '@/lib/format/visible'
import type { OwnerRef } from '@/lib/ownership/types'
import { Dialog } from './dialog'

/** Acts that need words before they are done. */
export type Asking = 'other' | 'hand-on' | 'reject' | 'accept'

interface Props {
  asking: Asking
  /** `9 decisions`. */
  what: string
  /** Owners known here, to choose from; others can be typed. */
  owners: OwnerRef[]
  onMove: (move: Move) => void
  onClose: () => void
}

const WORDS: Record<Asking, { title: string; button: string; why: string; hint: string }> = {
  other: {
    title: 'Someone else owns',
    button: 'Assign',
    why: 'Why (optional)',
    hint: 'One owner is accountable: somebody of the list by name, or anybody as @team, @name or an e-mail address.',
  },
  'hand-on': {
    title: 'Hand on',
    button: 'Ask them',
    why: 'What they should know (optional)',
    hint: 'They are asked, and it counts as unowned until they take it.',
  },
  reject: {
    title: 'Reject',
    button: 'Reject',
    why: 'Why it must go',
    hint: 'It must go from the code. It is followed, with its age, until a scan no longer finds it.',
  },
  accept: {
    title: 'Accept as it is',
    button: 'Accept',
    why: 'Why it may stay',
    hint: 'On the day it ends the decision is open again, and that is announced.',
  },
}

const DAY_MS = 86_400_000

/** Asks for the owner, the reason, the day: whatever the act needs. */
export function ActDialog({ asking, what, owners, onMove, onClose }: Props) {
  const words = WORDS[asking]
  const [now] = useState(() => Date.now())
  const [doubted, setDoubted] = useState<string>()
  const dayAfter = (days: number) => new Date(now + days * DAY_MS).toISOString().slice(0, 10)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '').trim() || undefined
    const typed = text('owner')
    const { owner, known } = ownerTyped(typed, owners)
    if (!known && typed !== doubted) return setDoubted(typed)
    onMove(moveOf(asking, text, owner))
    onClose()
  }
  return (
    <Dialog title={`${words.title}: ${what}`} onClose={onClose}>
      <form className="asks" onSubmit={submit}>
        <p className="muted">{words.hint}</p>
        {(asking === 'other' || asking === 'hand-on') && (
          <label>
            Owner
            <input
              name="owner"
              list="owners"
              required
              autoComplete="off"
              pattern=".*\S.*"
              onChange={() => setDoubted(undefined)}
            />
            <datalist id="owners">
              {owners.map(({ name }) => (
                <option key={name} value={name} />
              ))}
            </datalist>
          </label>
        )}
        <p className="worse" role="alert" hidden={doubted === undefined}>
          {doubted && `Nobody here is known as “${visible(doubted)}”; give it anyway?`}
        </p>
        <label>
          {words.why}
          <textarea
            name="reason"
            rows={3}
            maxLength={4000}
            required={asking === 'reject' || asking === 'accept'}
          />
        </label>
        {asking === 'accept' && (
          <label>
            Until
            <input
              name="until"
              type="date"
              required
              min={dayAfter(1)}
              max={dayAfter(366)}
              defaultValue={dayAfter(90)}
            />
          </label>
        )}
        <footer>
          <button type="submit" className="button primary">
            {doubted === undefined ? words.button : `${words.button} anyway`}
          </button>
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
        </footer>
      </form>
    </Dialog>
  )
}

function moveOf(
  asking: Asking,
  text: (name: string) => string | undefined,
  owner: Move['owner'],
): Move {
  const reason = text('reason')
  if (asking === 'reject') return { act: 'reject', reason }
  if (asking === 'accept') return { act: 'accept', reason, until: text('until') }
  return { act: asking === 'other' ? 'own' : 'hand-on', owner, reason }
}
