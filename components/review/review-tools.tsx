'use client'

import { useRef, useState } from 'react'
import { exportHref, type ReviewView } from '@/lib/client/urls'
import type { WeeklyReview } from '@/lib/review/types'
import { PageLink } from '../ui/text-link'
import type { Act } from './use-review-act'

interface Props {
  view: ReviewView
  review: WeeklyReview
  act: Act
}

/** Share, export, print, compare, close; and what the server had against the last act. */
export function ReviewTools({ view, review, act }: Props) {
  const [copied, setCopied] = useState(false)
  const { week } = review
  const href = (format: string) => exportHref(week.id, view.filter, format)
  return (
    <div className="review-tools">
      <button
        type="button"
        className="button"
        onClick={async () => {
          const { origin, search } = window.location
          await navigator.clipboard?.writeText(`${origin}/review/${week.id}${search}`)
          setCopied(true)
        }}
      >
        {copied ? 'Link copied' : 'Copy link'}
      </button>
      <button type="button" className="button" onClick={() => window.print()}>
        Print
      </button>
      {['md', 'csv', 'json'].map((format) => (
        <a key={format} className="button" href={href(format)} download>
          {{ md: 'Markdown', csv: 'CSV', json: 'JSON' }[format]}
        </a>
      ))}
      <PageLink
        className="button"
        href={`/review/compare?from=${week.since.slice(0, 10)}&to=${week.at.slice(0, 10)}`}
      >
        Compare
      </PageLink>
      <PageLink className="button" href="/settings/digests">
        Digests
      </PageLink>
      {!review.closed && <CloseReview review={review} act={act} />}
      <p role="alert" className="worse">
        {act.error && `Not kept: ${act.error.message}`}
      </p>
    </div>
  )
}

function CloseReview({ review, act }: Omit<Props, 'view'>) {
  const dialog = useRef<HTMLDialogElement>(null)
  const { week, scope, exceptions } = review
  const left = exceptions.shown.length - exceptions.reviewed
  return (
    <>
      <button type="button" className="button primary" onClick={() => dialog.current?.showModal()}>
        Close review
      </button>
      <dialog ref={dialog} className="help" aria-labelledby="close-title">
        <h2 id="close-title">Close the review of {week.id}?</h2>
        <p>
          The page is kept as it is now and never changes again. What arrives later shows as
          “restated since”.
          {left > 0 && ` ${left} of ${exceptions.shown.length} exceptions are not reviewed.`}
          {week.running && ' The week is still running.'}
        </p>
        <form method="dialog" className="acts">
          <button
            type="submit"
            className="button primary"
            onClick={() => act.mutate({ kind: 'close', week: week.id, scope })}
          >
            Close review
          </button>
          <button type="submit" className="button">
            Not yet
          </button>
        </form>
      </dialog>
    </>
  )
}
