'use client'

import { groupHref } from '@/lib/client/groups'
import { measureWords } from '@/lib/format/measure'
import { count, plural, signed } from '@/lib/format/number'
import type { Quiet, WeeklyReview } from '@/lib/review/types'
import type { Filter } from '@/lib/trends/types'
import { ActToast } from '../ownership/act-toast'
import { useActs } from '../ownership/use-acts'
import { TextLink } from '../ui/text-link'
import { Next } from './exception-next'
import { What, Why } from './exception-slots'
import { Who } from './exception-who'
import { Keys } from './keys'
import type { Act } from './use-review-act'

interface Props {
  review: WeeklyReview
  filter: Filter
  act: Act
}

/** Exceptions that fit on two printed pages, as the style sheet has it. */
const PRINTED = 4

/** What is outside of its own normal variation, four slots each; the rest folds away. */
export function Exceptions({ review, filter, act }: Props) {
  const { shown, total, reviewed, normal, young } = review.exceptions
  const own = useActs()
  return (
    <section className="section" aria-labelledby="exceptions">
      <div className="section-head">
        <h2 id="exceptions">{total === 0 ? 'No exceptions' : `${plural(total, 'exception')}`}</h2>
        {shown.length > 0 && (
          <span className="muted" aria-live="polite">
            {reviewed} of {shown.length} reviewed
          </span>
        )}
        <Keys open={!review.closed && shown.length > 0} />
        <p>
          Services and teams whose change is a signal against their own past weeks: outside of mean
          ± 2.66 × mean moving range, or eight weeks in a row on one side of the median before.
        </p>
      </div>
      {shown.length > 0 && (
        <ol className="panel exceptions">
          {shown.map((exception) => {
            const id = `${exception.measure}-${exception.by}-${exception.key}`
            const props = { exception, review, filter }
            return (
              <li key={id} id={id} tabIndex={-1} data-exception data-reviewed={exception.reviewed}>
                <Slot title="What">
                  <What {...props} />
                </Slot>
                <Slot title="Why">
                  <Why {...props} />
                </Slot>
                <Slot title="Who">
                  <Who {...props} own={own} />
                </Slot>
                <Slot title="Next">
                  <Next {...props} act={act} />
                </Slot>
              </li>
            )
          })}
        </ol>
      )}
      {shown.length > PRINTED && (
        <p className="print-only muted">
          {PRINTED} of {count(total)}; the others are on the page.
        </p>
      )}
      {total > shown.length && (
        <p className="muted">
          {count(shown.length)} of {count(total)}, the strongest first. Narrow the page to a team to
          see its own.
        </p>
      )}
      <ActToast said={own.said} onUndo={own.undo} onDismiss={own.dismiss} />
      <Folded quiet={normal} words="within normal variation" />
      <Folded quiet={young} words="with less than eight known weeks before, too few to tell" />
    </section>
  )
}

function Slot({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="slot">
      <p className="slot-title">{title}</p>
      {children}
    </div>
  )
}

const FOLDED = 50

function Folded({ quiet, words }: { quiet: Quiet; words: string }) {
  const { services, teams, changed } = quiet
  if (services + teams === 0) return null
  const heads = [
    ...(services > 0 ? [plural(services, 'service')] : []),
    ...(teams > 0 ? [plural(teams, 'team')] : []),
  ].join(' and ')
  if (changed.length === 0) {
    return (
      <p className="muted folded">
        {heads} {words}, none of them changed.
      </p>
    )
  }
  return (
    <details className="as-table">
      <summary>
        {heads} {words}
      </summary>
      <ul className="quiet-list">
        {changed.slice(0, FOLDED).map(({ measure, by, key, label, value, change }) => (
          <li key={`${measure} ${by} ${key}`}>
            <TextLink href={groupHref(by, key)}>{label}</TextLink>{' '}
            <span className="muted">
              {measureWords[measure].many} {signed(change)} to {count(value)}
            </span>
          </li>
        ))}
      </ul>
      {changed.length > FOLDED && (
        <p className="muted">
          {FOLDED} of {count(changed.length)} that changed.
        </p>
      )}
    </details>
  )
}
