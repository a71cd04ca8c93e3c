import { layerHead } from '@/lib/format/retry'
import { visible } from '@/lib/format/visible'
import type { PathLayer } from '@/lib/retry-paths/types'
import { Place } from '../findings/place'
import { SinceNote } from './since-note'

/** One layer: how often, on what, how long it waits, where, whose and since when. */
export function LayerBox({ layer }: { layer: PathLayer }) {
  const { attempts, condition, delay, deadline, path, line, owner } = layer
  const times =
    attempts === 'unbounded' ? 'no end' : attempts === 'unknown' ? 'unknown' : `${attempts} ×`
  return (
    <>
      <div className="faint">{layerHead(layer)}</div>
      <div>
        <b className="times">{times}</b>{' '}
        <span className="muted">
          {visible([layer.mechanism, layer.basis].filter(Boolean).join(', '))}
        </span>
      </div>
      {(condition || delay || deadline) && (
        <div className="muted">
          {visible(
            [condition && `on ${condition}`, delay, deadline && `ends after ${deadline}`]
              .filter(Boolean)
              .join(', '),
          )}
        </div>
      )}
      {path && (
        <div className="place">
          <Place path={path} line={line} />
        </div>
      )}
      <div>
        <span className={owner ? 'chip' : 'chip dashed'}>{owner ? visible(owner) : 'nobody'}</span>{' '}
        <SinceNote since={layer.since} />
      </div>
    </>
  )
}
