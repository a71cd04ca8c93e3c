'use client'

import { useId, useState } from 'react'
import { aboutOf } from '@/lib/client/review-acts'
import { day } from '@/lib/format/date'
import { weekShort } from '@/lib/format/week'
import type { Exception, WeeklyReview } from '@/lib/review/types'
import { ActionState } from './action-state'
import type { Act } from './use-review-act'

interface Props {
  exception: Exception
  review: WeeklyReview
  act: Act
}

/** What is done about it: actions with owner and date, notes, and what was said last week. */
export function Next({ exception, review, act }: Props) {
  const { said, notes, actions } = exception
  const [open, setOpen] = useState<'action' | 'note'>()
  const close = () => setOpen(undefined)
  return (
    <div>
      {said.map((note) => (
        <p key={note.id} className="small">
          <span className="muted">said in {weekShort(note.week)}:</span> “{note.text}”
        </p>
      ))}
      {actions.map((action) => (
        <p key={action.id} className="small">
          <ActionState action={action} /> {action.text}{' '}
          <span className="muted">
            {action.owner}, by {day(action.due)}
          </span>
        </p>
      ))}
      {notes.map((note) => (
        <p key={note.id} className="small">
          “{note.text}” <span className="faint">{note.id === 'saving' && 'saving…'}</span>
        </p>
      ))}
      {!review.closed && (
        <div className="acts">
          <button type="button" className="button" onClick={() => setOpen('action')}>
            Agree on an action
          </button>
          <button type="button" className="button" data-act="note" onClick={() => setOpen('note')}>
            Note
          </button>
          <button
            type="button"
            className="button"
            data-act="review"
            aria-pressed={exception.reviewed}
            onClick={() =>
              act.mutate({
                kind: 'mark',
                ...aboutOf(review, exception),
                reviewed: !exception.reviewed,
              })
            }
          >
            {exception.reviewed ? '✓ Reviewed' : 'Reviewed'}
          </button>
        </div>
      )}
      {open === 'note' && <NoteForm {...{ exception, review, act, close }} />}
      {open === 'action' && <ActionForm {...{ exception, review, act, close }} />}
    </div>
  )
}

function NoteForm({ exception, review, act, close }: Props & { close: () => void }) {
  const id = useId()
  return (
    <form
      className="act-form"
      action={(data) => {
        const text = String(data.get('text')).trim()
        if (text) act.mutate({ kind: 'note', ...aboutOf(review, exception), text })
        close()
      }}
    >
      <label htmlFor={id}>Note, shown again next week</label>
      {/* biome-ignore lint/a11y/noAutofocus: opened by a person who is about to type */}
      <textarea id={id} name="text" rows={3} required maxLength={4000} autoFocus />
      <Buttons save="Keep the note" close={close} />
    </form>
  )
}

function ActionForm({ exception, review, act, close }: Props & { close: () => void }) {
  const id = useId()
  const { label, who } = exception
  return (
    <form
      className="act-form"
      action={(data) => {
        const [text, owner, due] = ['text', 'owner', 'due'].map((n) => String(data.get(n)).trim())
        if (text && owner && due) {
          const about = aboutOf(review, exception)
          act.mutate({ kind: 'action', ...about, label, text, owner, due, baseAt: review.week.at })
        }
        close()
      }}
    >
      <label htmlFor={`${id}t`}>Action</label>
      {/* biome-ignore lint/a11y/noAutofocus: opened by a person who is about to type */}
      <input id={`${id}t`} name="text" required maxLength={2000} autoFocus />
      <label htmlFor={`${id}o`}>Who</label>
      <input id={`${id}o`} name="owner" required maxLength={300} defaultValue={who.owner?.name} />
      <label htmlFor={`${id}d`}>Until</label>
      <input id={`${id}d`} name="due" type="date" required />
      <Buttons save="Agree" close={close} />
    </form>
  )
}

function Buttons({ save, close }: { save: string; close: () => void }) {
  return (
    <div className="acts">
      <button type="submit" className="button">
        {save}
      </button>
      <button type="button" className="button" onClick={close}>
        Cancel
      </button>
    </div>
  )
}
