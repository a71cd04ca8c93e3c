'use client'

import { EmptyState } from '../ui/empty-state'

interface Props {
  reference?: string
  retry: () => void
}

/** Something failed that nobody foresaw. */
export function ErrorNotice({ reference, retry }: Props) {
  return (
    <EmptyState title="This page could not be made">
      <p>
        The fault is on our side, and nothing was changed. Try again; if it stays, the server's log
        says why{reference ? `, at ${reference}` : ''}.
      </p>
      <button type="button" className="button" onClick={retry}>
        Try again
      </button>
    </EmptyState>
  )
}
