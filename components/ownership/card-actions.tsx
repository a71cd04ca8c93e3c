import type { Move } from '@/lib/client/ownership/acts'
import { visible } from '@/lib/format/visible'
import type { OwnerRef } from '@/lib/ownership/types'
import type { Asking } from './act-dialog'

interface Props {
  /** `all 9`, `this one`. */
  what: string
  owner: OwnerRef | undefined
  /** The suggestion is no more than a guess: it is offered, not put forward. */
  weak: boolean
  /** Some of them have another suggestion of their own. */
  mixed: boolean
  onMove: (move: Move) => void
  onAsk: (asking: Asking) => void
}

/** Everything that can be decided about what is open; each also has a key. */
export function CardActions({ what, owner, weak, mixed, onMove, onAsk }: Props) {
  return (
    <div className="owner-acts">
      {owner && (
        <button
          type="button"
          className={weak ? 'button' : 'button primary'}
          onClick={() => onMove({ act: 'own', owner })}
        >
          Own {what} as {visible(owner.name)}
        </button>
      )}
      {mixed && (
        <button type="button" className="button" onClick={() => onMove({ act: 'own' })}>
          Each as suggested
        </button>
      )}
      <button
        type="button"
        className={owner && !weak ? 'button' : 'button primary'}
        onClick={() => onAsk('other')}
      >
        Someone else…
      </button>
      <button type="button" className="button" onClick={() => onAsk('reject')}>
        Reject…
      </button>
      <button type="button" className="button" onClick={() => onAsk('accept')}>
        Accept until…
      </button>
      <button type="button" className="button" onClick={() => onAsk('hand-on')}>
        Hand on…
      </button>
    </div>
  )
}
