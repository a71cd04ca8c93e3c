import { reasonsOf } from '@/lib/client/ownership/optimistic'
import { plural } from '@/lib/format/number'
import { visible } from '@/lib/format/visible'
import type { Own, Said } from './use-acts'

interface Props {
  said: Said | undefined
  onUndo: Own['undo']
  onDismiss: () => void
}

/** What the last act did and did not do. It stays until dismissed: reading takes its time. */
export function ActToast({ said, onUndo, onDismiss }: Props) {
  return (
    <div className="toast-place" role="status" aria-live="polite">
      {said && (
        <div className={`toast ${said.tone}`}>
          <div>
            <p className="strong">
              {said.tone === 'failed' && <span className="worse">Not done: </span>}
              {visible(said.text)}
            </p>
            {said.skipped.length > 0 && (
              <ul>
                {reasonsOf(said.skipped).map(({ reason, count }) => (
                  <li key={reason}>
                    {plural(count, 'decision')} skipped: {visible(reason)}
                  </li>
                ))}
              </ul>
            )}
          </div>
          {said.asked && (
            <button type="button" className="button" onClick={() => onUndo(said.asked)}>
              Undo <kbd>u</kbd>
            </button>
          )}
          <button type="button" className="button plain" onClick={onDismiss} aria-label="Dismiss">
            ×
          </button>
        </div>
      )}
    </div>
  )
}
