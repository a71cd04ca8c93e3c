'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { addTie } from '@/lib/client/retry'
import { visible } from '@/lib/format/visible'
import type { MapMiss, RetryMap } from '@/lib/retry-paths/types'

/** Says by hand where a call goes, once for all calls with its key. */
export function TieForm({ miss, services }: { miss: MapMiss; services: RetryMap['services'] }) {
  const client = useQueryClient()
  const [place, choose] = useState('')
  const [reason, say] = useState('')
  // A hundred forms with hundreds of services each would be most of the page.
  const [isOpen, open] = useState(false)
  const id = useId()
  const tie = useMutation({
    mutationFn: () => {
      const chosen = services[Number(place)]
      if (!chosen) throw new Error('Choose a service first.')
      const { repository, service } = chosen
      const why = reason.trim() ? { reason } : {}
      return addTie({ outKey: miss.key, repository, service, ...why })
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['retry-map'] }),
  })
  return (
    <details className="tie" onToggle={(event) => open(event.currentTarget.open)}>
      <summary>tie by hand</summary>
      {isOpen && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            tie.mutate()
          }}
        >
          <label htmlFor={`${id}-service`}>
            Calls with <code>{visible(miss.key)}</code> go to
          </label>
          <select
            id={`${id}-service`}
            required
            value={place}
            onChange={(event) => choose(event.currentTarget.value)}
          >
            <option value="">choose a service</option>
            {services.map(({ repository, service }, i) => (
              <option key={`${repository} ${service}`} value={i}>
                {visible(service)} ({visible(repository)})
              </option>
            ))}
          </select>
          <label htmlFor={`${id}-reason`}>How you know</label>
          <input
            id={`${id}-reason`}
            value={reason}
            maxLength={300}
            onChange={(event) => say(event.currentTarget.value)}
          />
          <button type="submit" className="button" disabled={tie.isPending}>
            {tie.isPending ? 'tying …' : 'Tie from now on'}
          </button>
          {tie.error && (
            <p className="worse small" role="alert">
              Not tied: {tie.error.message}
            </p>
          )}
        </form>
      )}
    </details>
  )
}
