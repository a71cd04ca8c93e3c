import type { Move } from '@/lib/client/ownership/acts'
import { plural } from '@/lib/format/number'
import type { Asking } from './act-dialog'
import { CardActions } from './card-actions'
import type { Target } from './use-inbox-actions'

interface Props {
  target: Target
  onMove: (move: Move) => void
  onAsk: (asking: Asking) => void
  onClear: () => void
}

/** One act on several groups. */
export function SelectedBar({ target, onMove, onAsk, onClear }: Props) {
  return (
    <section className="panel selected-bar" aria-label="Selected groups">
      <p>
        <b>{plural(target.keys.length, 'group')}</b> selected, {plural(target.count, 'decision')}
      </p>
      <CardActions {...target} onMove={onMove} onAsk={onAsk} />
      <button type="button" className="button plain" onClick={onClear}>
        Clear
      </button>
    </section>
  )
}
