import { useState } from 'react'
import type { Move } from '@/lib/client/ownership/acts'
import { count, plural } from '@/lib/format/number'
import { ActDialog, type Asking } from '../ownership/act-dialog'
import { ActToast } from '../ownership/act-toast'
import { useActs } from '../ownership/use-acts'

interface Props {
  picked: ReadonlySet<string>
  /** Findings of the list that were reached. */
  shown: readonly string[]
  onPick: (ids: readonly string[], on: boolean) => void
  onClear: () => void
}

const ASKS: [Asking, string][] = [
  ['other', 'Assign…'],
  ['accept', 'Accept…'],
  ['reject', 'Reject…'],
]

/** One act on all findings that are picked, and what came of it: how many, and why some were not. */
export function PickedBar({ picked, shown, onPick, onClear }: Props) {
  const { act, undo, said, dismiss } = useActs()
  const [asking, setAsking] = useState<Asking>()
  const all = shown.length > 0 && shown.every((id) => picked.has(id))
  const what = plural(picked.size, 'finding')
  const move = (made: Move) => {
    const findings = [...picked]
    const batch = { scopes: [{ findings }], keys: [], findings, expected: undefined }
    void act(made, batch).then((done) => done && onClear())
  }
  return (
    <>
      <section className="panel picked-bar" aria-label="Picked findings">
        <label>
          <input type="checkbox" checked={all} onChange={() => onPick(shown, !all)} /> All{' '}
          {count(shown.length)} reached
        </label>
        {picked.size > 0 && (
          <>
            <b role="status">{what} picked</b>
            {ASKS.map(([ask, words]) => (
              <button key={ask} type="button" className="button" onClick={() => setAsking(ask)}>
                {words}
              </button>
            ))}
            <button type="button" className="button plain" onClick={onClear}>
              Clear
            </button>
          </>
        )}
      </section>
      {asking && (
        <ActDialog
          asking={asking}
          what={what}
          owners={[]}
          onMove={move}
          onClose={() => setAsking(undefined)}
        />
      )}
      <ActToast said={said} onUndo={undo} onDismiss={dismiss} />
    </>
  )
}
