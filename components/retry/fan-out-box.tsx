import { visible } from '@/lib/format/visible'
import type { PathFanOut } from '@/lib/retry-paths/types'
import { Place } from '../findings/place'

/** A loop or fan-out among the layers: how many times is a symbol, for nobody can know. */
export function FanOutBox({ fanOut }: { fanOut: PathFanOut }) {
  const { symbol, over, path, line, service } = fanOut
  return (
    <li className="fan-out">
      {service && (
        <div className="chain-service">
          <b>{visible(service)}</b>
        </div>
      )}
      <div className="faint">loop or fan-out</div>
      <div>
        <b className="times">× {symbol}</b>{' '}
        <span className="muted">
          each of <code>{visible(over)}</code>
        </span>
      </div>
      {path && (
        <div className="place">
          <Place path={path} line={line} />
        </div>
      )}
      <div className="chain-foot muted">no retry: in no number</div>
    </li>
  )
}
