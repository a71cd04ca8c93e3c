import type { Move } from '@/lib/client/ownership/acts'
import { visible } from '@/lib/format/visible'
import type { Candidate, Standing } from '@/lib/ownership/types'
import type { Asking } from './act-dialog'
import { CardActions } from './card-actions'

interface Props {
  standing: Standing
  decayed: boolean
  suggested: Candidate | undefined
  onMove: (move: Move) => void
  onAsk: (asking: Asking) => void
}

/** What can be decided from where it stands. */
export function StandingActs({ standing, decayed, suggested, onMove, onAsk }: Props) {
  const { status, proposed } = standing
  const button = (label: string, move: Move, primary = false) => (
    <button
      type="button"
      className={primary ? 'button primary' : 'button'}
      onClick={() => onMove(move)}
    >
      {label}
    </button>
  )
  const ask = (label: string, asking: Asking) => (
    <button type="button" className="button" onClick={() => onAsk(asking)}>
      {label}
    </button>
  )
  if (status === 'unowned' || status === 'proposed') {
    const weak = !proposed && suggested?.confidence === 'weak'
    const owner = proposed ?? suggested?.owner
    return <CardActions {...{ what: 'it', owner, weak, onMove, onAsk }} mixed={false} />
  }
  if (status === 'rejected' || status === 'accepted') {
    return (
      <div className="owner-acts">
        {button('Open it again', { act: 'release' })}
        {ask('Someone owns it…', 'other')}
        {status === 'rejected' ? ask('Accept until…', 'accept') : ask('Another day…', 'accept')}
      </div>
    )
  }
  return (
    <div className="owner-acts">
      {decayed && button('Confirm: it is still ours', { act: 'confirm' }, true)}
      {status === 'owned' && button('Ratify', { act: 'ratify' }, !decayed)}
      {proposed && button(`${visible(proposed.name)} takes it`, { act: 'own', owner: proposed })}
      {ask('Hand on…', 'hand-on')}
      {ask('Someone else…', 'other')}
      {ask('Reject…', 'reject')}
      {ask('Accept until…', 'accept')}
      {button('Release', { act: 'release' })}
    </div>
  )
}
