'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { removeTie } from '@/lib/client/retry'
import { day } from '@/lib/format/date'
import { visible } from '@/lib/format/visible'
import type { MapTie } from '@/lib/retry-paths/types'

/** What people have tied by hand, and can take back. */
export function TieList({ ties }: { ties: MapTie[] }) {
  const client = useQueryClient()
  const undo = useMutation({
    mutationFn: removeTie,
    onSuccess: () => client.invalidateQueries({ queryKey: ['retry-map'] }),
  })
  if (ties.length === 0) return null
  return (
    <section className="section" aria-labelledby="ties">
      <h2 id="ties">Tied by hand</h2>
      <p className="muted">
        A tie holds from the day it was made until it is taken back; what was before stays.
      </p>
      <ul className="ties panel">
        {ties.map((tie) => (
          <li key={tie.id}>
            <span>
              <code>{visible(tie.key)}</code> goes to <b>{visible(tie.service)}</b>{' '}
              <span className="muted">
                ({visible(tie.repository)}) · {visible(tie.by)}, {day(tie.at)}
                {tie.reason && ` · ${visible(tie.reason)}`}
              </span>
            </span>
            <button
              type="button"
              className="button"
              disabled={undo.isPending}
              aria-label={`Take back the tie of ${visible(tie.key)}`}
              onClick={() => undo.mutate(tie.id)}
            >
              take back
            </button>
          </li>
        ))}
      </ul>
      {undo.error && (
        <p className="worse small" role="alert">
          Not taken back: {undo.error.message}
        </p>
      )}
    </section>
  )
}
