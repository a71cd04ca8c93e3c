'use client'

import { day } from '@/lib/format/date'
import { measureWords } from '@/lib/format/measure'
import { count, plural } from '@/lib/format/number'
import { weekShort } from '@/lib/format/week'
import type { CarriedAction, WeeklyReview } from '@/lib/review/types'
import { ActionState } from './action-state'
import type { Act } from './use-review-act'

/** Actions that fit on two printed pages, as the style sheet has it. */
const PRINTED = 6

/** What earlier reviews agreed on: first of all, with what the drift did meanwhile. */
export function CarriedActions({ review, act }: { review: WeeklyReview; act: Act }) {
  const carried = review.carried.filter(({ week }) => week !== review.week.id)
  if (carried.length === 0) return null
  const of = (state: CarriedAction['state']) => carried.filter((a) => a.state === state).length
  return (
    <section className="section first" aria-labelledby="carried">
      <div className="section-head">
        <h2 id="carried">Carried from earlier reviews</h2>
        <p>
          {plural(carried.length, 'action')}: {of('open')} open, {of('overdue')} overdue,{' '}
          {of('done')} done.
        </p>
      </div>
      <ul className="panel carried">
        {carried.map((action) => (
          <li key={action.id}>
            <div>
              <ActionState action={action} /> {action.text}
              <p className="muted small">
                {action.owner}, by {day(action.due)} · agreed in {weekShort(action.week)}
                {action.state === 'done' && action.doneBy && ` · done: ${action.doneBy}`}
              </p>
            </div>
            <p className="muted small">
              {action.label}, {measureWords[action.measure].many}: {count(action.before)} →{' '}
              {count(action.now)} {meanwhile(action)}
            </p>
            {!review.closed && (
              <button
                type="button"
                className="button"
                onClick={() =>
                  act.mutate({ kind: 'done', id: action.id, done: action.state !== 'done' })
                }
              >
                {action.state === 'done' ? 'Open again' : 'Done'}
              </button>
            )}
          </li>
        ))}
      </ul>
      {carried.length > PRINTED && (
        <p className="print-only muted">
          {PRINTED} of {count(carried.length)}; the others are on the page.
        </p>
      )}
    </section>
  )
}

function meanwhile({ before, now }: CarriedAction): string {
  if (now === before) return '(no change meanwhile)'
  return now > before ? '(▲ worse meanwhile)' : '(▼ better meanwhile)'
}
