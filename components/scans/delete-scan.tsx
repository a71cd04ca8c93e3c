'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { deleteJson } from '@/lib/client/fetch-json'

/** Removes a scan after asking; what it said is taken back everywhere. */
export function DeleteScan({ id, back }: { id: string; back: string }) {
  const router = useRouter()
  const dialog = useRef<HTMLDialogElement>(null)
  const [state, setState] = useState<{ busy: boolean; error?: string }>({ busy: false })
  const remove = async () => {
    setState({ busy: true })
    try {
      await deleteJson(`/api/v1/scans/${encodeURIComponent(id)}`)
      router.push(back)
      router.refresh()
    } catch (error) {
      setState({ busy: false, error: error instanceof Error ? error.message : 'It failed.' })
    }
  }
  return (
    <>
      <button type="button" className="button end" onClick={() => dialog.current?.showModal()}>
        Remove this scan…
      </button>
      <dialog ref={dialog} className="palette ask" aria-labelledby="remove-title">
        <h2 id="remove-title">Remove this scan?</h2>
        <p>
          Everything is then as if it had never come: findings it began or ended are stated again
          from its neighbours, in past weeks too. What people decided stays.
        </p>
        {state.error && <p role="alert">{state.error}</p>}
        <button type="button" className="button" disabled={state.busy} onClick={remove}>
          {state.busy ? 'Removing…' : 'Remove it'}
        </button>{' '}
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          Keep it
        </button>
      </dialog>
    </>
  )
}
